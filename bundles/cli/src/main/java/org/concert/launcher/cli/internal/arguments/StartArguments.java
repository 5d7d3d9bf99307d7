/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.arguments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concert.launcher.api.StartRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code run} and {@code plan} take: names, then variants and parameters, several after each option. */
public final class StartArguments {

    private static final String ASSIGN = ":=";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The processes; they come before -v and -p.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-v", "--variant"},
            paramLabel = "VARIANT",
            arity = "1..*",
            description =
                    "Flags, and options of exclusive groups. They reach every process of the run that knows them.")
    private List<String> variants = new ArrayList<>();

    @Option(
            names = {"-p", "--param"},
            paramLabel = "KEY:=VALUE",
            arity = "1..*",
            description = "Parameters. They reach every process of the run that uses them.")
    private List<String> params = new ArrayList<>();

    @Option(
            names = "--only",
            description =
                    "Just these: what they depend on is left as it is, running or not; a restart leaves what depends on them, too.")
    private boolean only;

    /** Return whether nothing was given. */
    public boolean isEmpty() {
        return names.isEmpty() && variants.isEmpty() && params.isEmpty() && !only;
    }

    /**
     * Return what was asked for.
     *
     * @throws ParameterException if no process is named, or a parameter is not written as key:=value
     */
    public StartRequest request() {
        if (names.isEmpty()) {
            throw error("No process is named"
                    + (variants.isEmpty() && params.isEmpty() ? "" : "; write the names before -v and -p"));
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String param : params) {
            int assign = param.indexOf(ASSIGN);
            if (assign < 1) {
                throw error("Cannot use the parameter '" + param + "': write it as key:=value" + example(param));
            }
            values.put(param.substring(0, assign), param.substring(assign + ASSIGN.length()));
        }
        StartRequest request = new StartRequest(names, variants, values);
        return only ? request.alone() : request;
    }

    private static String example(String param) {
        int equals = param.indexOf('=');
        return equals < 1 || param.startsWith(":")
                ? ""
                : ", as in " + param.substring(0, equals) + ASSIGN + param.substring(equals + 1);
    }

    private ParameterException error(String message) {
        if (command == null) {
            throw new IllegalStateException(message);
        }
        return new ParameterException(command.commandLine(), message);
    }
}
