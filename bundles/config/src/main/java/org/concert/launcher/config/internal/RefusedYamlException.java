/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;

/** Thrown through SnakeYAML for what is YAML, but more than a launcher file may hold. */
final class RefusedYamlException extends YAMLException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Mark mark;
    private final String complaint;

    RefusedYamlException(@Nullable Mark mark, String complaint) {
        super(complaint);
        this.mark = mark;
        this.complaint = complaint;
    }

    @Nullable
    Mark mark() {
        return mark;
    }

    String complaint() {
        return complaint;
    }
}
