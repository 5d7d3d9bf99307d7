/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What choosing a flag, or one option of a group, changes.
 *
 * @param cmd the command from now on, where <code>{cmd}</code> stands for the command so far; null if it stays as it is
 * @param params the parameters it sets, in the order of the file
 */
public record VariantEffect(@Nullable Template cmd, Map<String, String> params) {

    /** Keep a copy of the parameters. */
    public VariantEffect {
        params = Ordered.copyOf(params);
    }
}
