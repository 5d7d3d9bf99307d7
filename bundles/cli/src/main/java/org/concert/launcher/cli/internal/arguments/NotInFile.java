/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.arguments;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.ProcessDescription;

/** Warns of what runs and is not in the launcher file: a renamed process may hold the hardware that another is started on. */
public final class NotInFile {

    private NotInFile() {}

    /**
     * Return one line that names all that is known to run without being in the file; empty if there is nothing.
     *
     * @param typed makes of a command what the user types to give it
     */
    public static List<String> warnings(Launcher launcher, UnaryOperator<String> typed) {
        List<ProcessDescription> strays = launcher.descriptions().stream()
                .filter(process -> !process.inFile())
                .toList();
        if (strays.isEmpty()) {
            return List.of();
        }
        String names = strays.stream().map(ProcessDescription::name).collect(Collectors.joining(" "));
        String places = strays.stream()
                .map(process -> process.name() + " (session " + process.session() + " on " + process.machine() + ")")
                .collect(Collectors.joining(", "));
        return List.of("running, but not in the launcher file: " + places + "; to stop "
                + (strays.size() == 1 ? "it: " : "them: ") + typed.apply("kill " + names));
    }
}
