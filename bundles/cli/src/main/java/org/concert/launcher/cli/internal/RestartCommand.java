/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.cli.internal.view.DependencyTree;
import org.concert.launcher.cli.internal.view.StartSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stops processes and starts them again. */
@Command(
        name = "restart",
        customSynopsis = "concert_launcher restart NAME...",
        header = "Stop processes and start them again.",
        description = {
            "",
            "They come back with the variants and parameters they ran with. What depends on them is stopped first, and"
                    + " started again after them.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher restart xbot2",
            "  concert_launcher restart camera lidar",
            "",
            "To start with other variants: 'concert_launcher kill NAME', then 'concert_launcher run NAME -v ...'."
        })
final class RestartCommand implements Callable<Integer> {

    private final Environment environment;
    private final LauncherSource access;

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "The processes.")
    private List<String> names = new ArrayList<>();

    RestartCommand(Environment environment, LauncherSource access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        return access.use(this::restart);
    }

    private int restart(Launcher launcher) throws LauncherException, InterruptedException {
        KnownNames.require(launcher, names);
        List<String> asked = List.copyOf(new LinkedHashSet<>(names));
        var tree = DependencyTree.ofStop(asked, launcher.descriptions());
        String onInterrupt =
                "what was started goes on, what was stopped stays stopped; see '" + access.typed("status") + "'";
        var operation = new Operation(environment, launcher, asked, tree, onInterrupt);
        return ExitCode.of(operation.carryOut(
                () -> launcher.restart(asked),
                (outcome, elapsed) -> StartSummary.of(outcome, launcher.descriptions(), elapsed, access::typed)));
    }
}
