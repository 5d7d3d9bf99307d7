/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.http.internal.launchers.Launchers;
import org.concert.launcher.http.internal.message.MorePages;
import org.concert.launcher.http.internal.message.ProblemException;
import org.concert.launcher.http.internal.message.Shown;
import org.concert.launcher.json.DependencyGraph;
import org.jspecify.annotations.Nullable;

/** Gives who depends on whom, as the launcher file says, to programs that draw. */
final class GraphRoute {

    /** The languages, and what files in them are called. */
    private static final Map<String, String> ENDINGS = Map.of("dot", "dot", "mermaid", "mmd");

    private final Targets targets;

    GraphRoute(Launchers launchers) {
        this.targets = new Targets(launchers);
    }

    List<Route> routes() {
        return List.of(Route.file("/api/v1/launchers/{session}/graph", this::graph));
    }

    private CompletableFuture<Answer> graph(Call call) throws ProblemException {
        Launcher launcher = targets.launchers(call.segment("session")).get(0);
        String format = Objects.requireNonNullElse(call.query("format"), "dot");
        String ending = ENDINGS.get(format);
        if (ending == null) {
            throw new ProblemException(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "Cannot use format=" + Shown.of(format) + ": it is to be dot or mermaid");
        }
        DependencyGraph graph = graph(launcher.descriptions(), call.query("by"));
        String text = String.join("\n", ending.equals("dot") ? graph.dot() : graph.mermaid()) + "\n";
        return CompletableFuture.completedFuture(
                Answer.file(launcher.session() + "." + ending, text.getBytes(StandardCharsets.UTF_8), MorePages.NONE));
    }

    private static DependencyGraph graph(List<ProcessDescription> processes, @Nullable String by)
            throws ProblemException {
        if (by == null || by.equals("category")) {
            return DependencyGraph.byCategory(processes);
        } else if (by.equals("machine")) {
            return DependencyGraph.byMachine(processes);
        }
        throw new ProblemException(
                HttpServletResponse.SC_BAD_REQUEST,
                "Cannot use by=" + Shown.of(by) + ": it is to be category or machine");
    }
}
