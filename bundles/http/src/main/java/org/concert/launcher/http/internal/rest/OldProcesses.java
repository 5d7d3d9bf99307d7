/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.VariantDescription;
import org.concert.launcher.http.internal.launchers.LaunchedProcess;
import org.concert.launcher.http.internal.message.ProblemException;
import org.concert.launcher.http.internal.message.Shown;
import org.concert.launcher.json.GuiProcessJson;
import org.jspecify.annotations.Nullable;

/** Processes in the words of the API that the robots' GUIs call. */
final class OldProcesses {

    /** What may be asked of a process. */
    static final Set<String> COMMANDS = Set.of("start", "stop", "kill");

    private static final int UNPROCESSABLE = 422;

    private OldProcesses() {}

    static void write(JsonGenerator json, LaunchedProcess process) throws IOException {
        GuiProcessJson.write(json, process.snapshot(), process.description());
    }

    /**
     * Return the variants that a start is to have.
     *
     * @param options what the GUIs send: a value for each variant
     * @param variants what scripts send: the names of the chosen ones, which the launcher checks
     */
    static List<String> variants(
            @Nullable ProcessDescription description, Map<String, String> options, List<String> variants)
            throws ProblemException {
        if (!options.isEmpty() && !variants.isEmpty()) {
            throw malformed("Cannot choose variants twice: leave out 'options' or 'variants'");
        }
        return options.isEmpty() ? variants : chosen(description, options);
    }

    /** Refuse a field that repeats what is in the path, and says something else there; null if it is not there. */
    static void requireSame(String field, @Nullable String value, String inPath) throws ProblemException {
        if (value != null && !value.equals(inPath)) {
            throw malformed("Cannot tell what is meant: '" + field + "' is " + Shown.of(value) + ", and the path says '"
                    + inPath + "'");
        }
    }

    /** Refuse variants for a command that takes none. */
    static void requireNothingChosen(String command, Map<String, String> options, List<String> variants)
            throws ProblemException {
        if (!options.isEmpty() || !variants.isEmpty()) {
            throw malformed(
                    "Cannot " + command + " with variants: 'options' and 'variants' are for start; leave them out");
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(HttpServletResponse.SC_BAD_REQUEST, detail);
    }

    /** Return what is chosen; what there is not is left to the launcher to refuse. */
    private static List<String> chosen(@Nullable ProcessDescription description, Map<String, String> options)
            throws ProblemException {
        Map<String, VariantDescription> known = description == null
                ? Map.of()
                : description.variants().stream()
                        .collect(Collectors.toMap(VariantDescription::name, Function.identity()));
        List<String> chosen = new ArrayList<>();
        for (Map.Entry<String, String> option : options.entrySet()) {
            VariantDescription variant = known.get(option.getKey());
            if (variant != null && GuiProcessJson.isCheck(variant)) {
                if (isChecked(option.getKey(), option.getValue())) {
                    chosen.add(word(variant, variant.choices().get(0)));
                }
            } else if (!option.getValue().equals(GuiProcessJson.DEFAULT)) {
                chosen.add(option.getKey() + "=" + option.getValue());
            }
        }
        return chosen;
    }

    private static String word(VariantDescription variant, String choice) {
        return variant.options().isEmpty() ? variant.name() : variant.name() + "=" + choice;
    }

    private static boolean isChecked(String name, String value) throws ProblemException {
        if (!value.equals("true") && !value.equals("false")) {
            throw new ProblemException(
                    UNPROCESSABLE,
                    "Cannot use option " + Shown.of(name) + ": it is to be true or false, not " + Shown.of(value));
        }
        return value.equals("true");
    }

    /** Return the problem that there is no such command. */
    static ProblemException noCommand(String command) {
        return new ProblemException(
                HttpServletResponse.SC_NOT_FOUND,
                "Cannot find command " + Shown.of(command) + "; there are start, stop and kill");
    }
}
