/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.util.concurrent.Callable;
import org.concert.launcher.api.LaunchPlan;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.cli.internal.arguments.StartArguments;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.view.Paint;
import org.concert.launcher.cli.internal.view.PlanText;
import org.concert.launcher.json.PlanJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a start would run. */
@Command(
        name = "plan",
        customSynopsis = "concert_launcher plan NAME... [-v VARIANT...] [-p KEY:=VALUE...] [--json]",
        header = "Show what 'run' would run, where, and in which order; run nothing.",
        description = {
            "",
            "Commands and ready checks are shown with variants and parameters filled in. No machine is asked.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher plan cartesio",
            "  concert_launcher plan xbot2 -v verbose ec_pos -p hw_type:=dummy",
            "  concert_launcher plan cartesio --json | jq -r '.steps[].command'"
        })
public final class PlanCommand implements Callable<Integer> {

    private final Environment environment;
    private final LauncherSource access;

    @Mixin
    private final StartArguments arguments = new StartArguments();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public PlanCommand(Environment environment, LauncherSource access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        StartRequest request = arguments.request();
        return access.use(launcher -> show(launcher, request));
    }

    private int show(Launcher launcher, StartRequest request) throws LauncherException {
        LaunchPlan plan = launcher.plan(request);
        if (json) {
            environment.out().println(PlanJson.document(plan));
        } else {
            PlanText.lines(plan, Paint.of(environment.colour())).forEach(environment.out()::println);
        }
        return ExitCode.DONE;
    }
}
