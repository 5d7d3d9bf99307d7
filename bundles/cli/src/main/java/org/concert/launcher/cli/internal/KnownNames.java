/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import java.util.List;
import java.util.Map;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.StartRequest;

/** Looks whether the launcher file has the processes that were named. */
final class KnownNames {

    private KnownNames() {}

    /**
     * Do nothing if the launcher file has processes of these names.
     *
     * @throws RequestException if not, in the words in which the launcher refuses to start them
     */
    static void require(Launcher launcher, List<String> names) throws RequestException {
        List<String> unknown = names.stream()
                .distinct()
                .filter(name -> launcher.process(name).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            launcher.plan(new StartRequest(unknown, List.of(), Map.of()));
        }
    }
}
