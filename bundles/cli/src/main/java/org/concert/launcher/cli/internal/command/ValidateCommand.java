/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.view.Phrases;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.LauncherConfigReader;
import org.concert.launcher.config.Problem;
import org.concert.launcher.config.ProcessConfig;
import picocli.CommandLine.Command;

/** Looks for mistakes in the launcher file. */
@Command(
        name = "validate",
        customSynopsis = "concert_launcher validate [-c FILE]",
        header = "Look for mistakes in the launcher file; run nothing.",
        description = {
            "",
            "Every mistake is printed with file, line and column on standard error, and the exit code is 2. What only"
                    + " looks wrong is printed too, and keeps the exit code 0.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  concert_launcher validate", "  concert_launcher validate -c robots/kyon.yaml"})
public final class ValidateCommand implements Callable<Integer> {

    private final Environment environment;
    private final LauncherAccess access;

    public ValidateCommand(Environment environment, LauncherAccess access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException {
        LauncherConfig config = LauncherConfigReader.read(access.files());
        for (Problem warning : config.warnings()) {
            environment.err().println(new Problem(warning.place(), "warning: " + warning.message()));
        }
        environment.err().flush();
        Set<String> machines = new HashSet<>();
        for (ProcessConfig process : config.processes().values()) {
            process.placements().forEach(place -> machines.add(place.machine()));
        }
        environment
                .out()
                .println(config.file() + ": "
                        + Phrases.count(config.processes().size(), "process", "processes") + " on "
                        + Phrases.count(machines.size(), "machine", "machines") + ", "
                        + (config.warnings().isEmpty()
                                ? "no mistakes"
                                : Phrases.count(config.warnings().size(), "warning", "warnings")));
        return ExitCode.DONE;
    }
}
