/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.util.concurrent.Callable;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.cli.internal.terminal.Environment;
import picocli.CommandLine.Command;

/** Stops all. */
@Command(
        name = "down",
        customSynopsis = "concert_launcher down",
        header = "Stop all processes: the opposite of 'up'.",
        description = {
            "",
            "Each gets its stop signal, then SIGTERM, then SIGKILL to the whole process tree, after what depends on it. The same"
                    + " as 'kill --all'.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  concert_launcher down"})
public final class DownCommand implements Callable<Integer> {

    private final Environment environment;
    private final LauncherSource access;

    public DownCommand(Environment environment, LauncherSource access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        return access.use(launcher -> new KillCommand(environment, access).killAll(launcher));
    }
}
