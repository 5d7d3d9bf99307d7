/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.completion;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.ParameterConfig;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.config.Variant;

/** The words of a launcher file that a command line may hold. */
final class FileWords {

    private final LauncherConfig config;

    FileWords(LauncherConfig config) {
        this.config = config;
    }

    /** Return the processes that are not named yet. */
    Candidates processes(List<String> named) {
        List<String> names = new ArrayList<>(config.processes().keySet());
        names.removeAll(named);
        return Candidates.of(names);
    }

    /** Return the targets. */
    Candidates targets() {
        return Candidates.of(config.targets().keySet());
    }

    /** Return the flags and options that a run of these still has a choice of; of any run, if none is named. */
    Candidates variants(List<String> named, List<String> chosen) {
        Set<String> choices = new LinkedHashSet<>();
        for (ProcessConfig process : run(named)) {
            for (Variant variant : process.variants().values()) {
                if (variant instanceof Variant.Group group) {
                    Set<String> options = group.options().keySet();
                    choices.addAll(options.stream().noneMatch(chosen::contains) ? options : Set.of());
                } else {
                    choices.add(variant.name());
                }
            }
        }
        chosen.forEach(choices::remove);
        return Candidates.of(choices);
    }

    /** Return the parameters that a run of these uses and that are set neither there nor by a chosen variant. */
    Candidates params(List<String> named, List<String> chosen, List<String> given) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> set = new LinkedHashSet<>(given);
        for (ProcessConfig process : run(named)) {
            names.addAll(process.everUses());
            for (Variant variant : process.variants().values()) {
                variant.effects().forEach((name, effect) -> {
                    if (chosen.contains(name)) {
                        set.addAll(effect.params().keySet());
                    }
                });
            }
        }
        names.removeAll(set);
        return new Candidates(
                Candidates.Kind.BEGINNINGS,
                names.stream().map(name -> name + ":=").toList());
    }

    /** Return what a parameter may be, as far as the file declares it. */
    Candidates values(String param) {
        ParameterConfig declared = config.parameters().get(param);
        List<String> values = declared == null
                ? List.of()
                : declared.type() == ParameterConfig.Type.BOOL ? List.of("true", "false") : declared.values();
        return Candidates.of(values.stream().map(value -> param + ":=" + value).toList());
    }

    /** Return the processes named and all they depend on. */
    private List<ProcessConfig> run(List<String> named) {
        List<String> known =
                named.stream().filter(config.processes()::containsKey).toList();
        if (known.isEmpty()) {
            return List.copyOf(config.processes().values());
        }
        List<ProcessConfig> run = new ArrayList<>();
        for (String name : config.dependencies().startOrder(known)) {
            ProcessConfig process = config.processes().get(name);
            if (process != null) {
                run.add(process);
            }
        }
        return run;
    }
}
