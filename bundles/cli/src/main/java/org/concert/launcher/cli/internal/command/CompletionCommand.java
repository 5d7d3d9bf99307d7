/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.util.concurrent.Callable;
import org.concert.launcher.cli.internal.completion.CompletionScript;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the script that completes command lines in a shell. */
@Command(
        name = "completion",
        customSynopsis = "concert_launcher completion bash|zsh|fish",
        header = "Print a script that completes command lines in bash, zsh or fish.",
        description = {
            "",
            "Commands, options, processes, variants and parameters are completed, the last three from the launcher file"
                    + " that the command line would use. No machine is asked.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  eval \"$(concert_launcher completion bash)\"                        (in ~/.bashrc)",
            "  eval \"$(concert_launcher completion zsh)\"                         (in ~/.zshrc)",
            "  concert_launcher completion fish | source                           (in ~/.config/fish/config.fish)",
            "  concert_launcher completion zsh > ~/.zfunc/_concert_launcher        (a folder of $fpath)"
        })
public final class CompletionCommand implements Callable<Integer> {

    private final Environment environment;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SHELL", arity = "1", description = "bash, zsh or fish.")
    private String shell = "";

    public CompletionCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (spec != null && !CompletionScript.SHELLS.contains(shell)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Cannot complete in '" + shell + "'; there is: " + String.join(", ", CompletionScript.SHELLS));
        }
        environment.out().print(CompletionScript.of(shell));
        return ExitCode.DONE;
    }
}
