/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.arguments;

import java.util.List;
import java.util.Map;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.cli.internal.terminal.Futures;

/** Looks whether there are the processes that were named: in the launcher file, or running without being in it. */
public final class KnownNames {

    private KnownNames() {}

    /**
     * Do nothing if there are processes of these names. The machines are looked at if the launcher file does not have one.
     *
     * @throws RequestException if not, in the words in which the launcher refuses to start them
     */
    public static void require(Launcher launcher, List<String> names) throws LauncherException, InterruptedException {
        if (unknown(launcher, names).isEmpty()) {
            return;
        }
        Futures.await(launcher.look(List.of()));
        List<String> unknown = unknown(launcher, names);
        if (!unknown.isEmpty()) {
            launcher.plan(new StartRequest(unknown, List.of(), Map.of()));
        }
    }

    private static List<String> unknown(Launcher launcher, List<String> names) {
        return names.stream()
                .distinct()
                .filter(name -> launcher.process(name).isEmpty())
                .toList();
    }
}
