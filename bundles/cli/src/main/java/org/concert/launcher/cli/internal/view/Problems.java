/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessOutcome;

/** Tells which processes failed by themselves, and which were only not started because of them. */
final class Problems {

    private static final String OUTPUT_INDENT = "  ";

    private final Map<String, ProcessOutcome> failed = new LinkedHashMap<>();
    private final Map<String, List<String>> dependencies = new LinkedHashMap<>();

    Problems(Outcome outcome, List<ProcessDescription> descriptions) {
        for (ProcessOutcome process : outcome.processes()) {
            if (!process.ok()) {
                failed.put(process.name(), process);
            }
        }
        for (ProcessDescription process : descriptions) {
            dependencies.put(process.name(), process.dependsOn());
        }
    }

    /** Return the processes that failed although nothing they depend on did, in the order of the outcome. */
    List<ProcessOutcome> causes() {
        List<ProcessOutcome> causes = new ArrayList<>();
        for (ProcessOutcome process : failed.values()) {
            if (failedBelow(process.name()).isEmpty()) {
                causes.add(process);
            }
        }
        return causes;
    }

    /** Return what happened: for each cause a text, which may have several lines, then what was not started for it. */
    List<String> explanations() {
        Map<String, List<ProcessOutcome>> byMessage = new LinkedHashMap<>();
        for (ProcessOutcome cause : causes()) {
            boolean shared = cause.result() == ProcessOutcome.Result.UNREACHABLE;
            String key = shared ? cause.message() : cause.name() + '\0' + cause.message();
            byMessage.computeIfAbsent(key, k -> new ArrayList<>()).add(cause);
        }
        List<String> explanations = new ArrayList<>();
        for (List<ProcessOutcome> causes : byMessage.values()) {
            explain(causes, explanations);
        }
        return explanations;
    }

    private void explain(List<ProcessOutcome> causes, List<String> explanations) {
        List<String> names = new ArrayList<>();
        for (ProcessOutcome cause : causes) {
            names.add(cause.name());
        }
        ProcessOutcome first = causes.get(0);
        boolean unreachable = first.result() == ProcessOutcome.Result.UNREACHABLE;
        String message = first.message().isEmpty() ? "no reason is known" : first.message();
        explanations.add(String.join(", ", names)
                + (unreachable ? ": " : " failed: ")
                + message.replace("\n", "\n" + OUTPUT_INDENT));
        Set<String> guilty = new LinkedHashSet<>();
        List<String> victims = victims(names, guilty);
        if (!victims.isEmpty()) {
            explanations.add("not started because of " + String.join(", ", guilty) + ": " + String.join(", ", victims));
        }
    }

    /** Return what was not started because of some of the causes, and note which. */
    private List<String> victims(List<String> causes, Set<String> guilty) {
        List<String> victims = new ArrayList<>();
        for (String name : failed.keySet()) {
            List<String> below = failedBelow(name);
            below.retainAll(causes);
            if (!below.isEmpty()) {
                guilty.addAll(below);
                victims.add(name);
            }
        }
        return victims;
    }

    private List<String> failedBelow(String name) {
        Set<String> below = new HashSet<>();
        collectBelow(name, below);
        below.remove(name);
        List<String> failedBelow = new ArrayList<>(failed.keySet());
        failedBelow.retainAll(below);
        return failedBelow;
    }

    private void collectBelow(String name, Set<String> into) {
        for (String dependency : dependencies.getOrDefault(name, List.of())) {
            if (into.add(dependency)) {
                collectBelow(dependency, into);
            }
        }
    }
}
