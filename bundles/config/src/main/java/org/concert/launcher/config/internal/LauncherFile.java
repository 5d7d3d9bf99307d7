/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concert.launcher.config.ConfigException;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.config.TargetConfig;
import org.concert.launcher.config.internal.ContextReader.Context;
import org.concert.launcher.config.internal.Fields.Field;

/** Reads a launcher file as a whole: the context, the processes, and what they say of each other. */
public final class LauncherFile {

    private static final String CONTEXT = "context";

    private final Path file;
    private final Report report;
    private final String logFolder;

    /**
     * Prepare to read a file, whose mistakes go to a report.
     *
     * @param logFolder where output is captured if the file does not say; empty for the usual place
     */
    public LauncherFile(Path file, Report report, String logFolder) {
        this.file = file;
        this.report = report;
        this.logFolder = logFolder;
    }

    /**
     * Return what the text of the file says, or throw all its mistakes.
     *
     * @param before the files that are read before it
     */
    public LauncherConfig read(List<Path> before, String text) throws ConfigException {
        Includes includes = new Includes(report);
        Fields top = Fields.of(new Value("", includes.read(before, file, text), report));
        Context context = new ContextReader(file, report, logFolder).read(top.get(CONTEXT));
        DependencyCheck dependencies = new DependencyCheck();
        ProcessReader reader = new ProcessReader(context, dependencies);
        Map<String, Field> entries = new LinkedHashMap<>(top.all());
        entries.remove(CONTEXT);
        Map<String, ProcessConfig> processes = new LinkedHashMap<>();
        entries.forEach((name, entry) -> {
            ProcessConfig process = reader.read(entry);
            if (process != null) {
                processes.put(name, process);
            }
        });
        dependencies.check(entries.keySet(), processes);
        DeclaredValues declared = new DeclaredValues(context.params().declared());
        context.targets().values().forEach(named -> declared.check(named.params()));
        new TargetCheck(context.targets(), processes).check(entries.keySet(), context.boot());
        report.throwErrors();
        Map<String, TargetConfig> targets = new LinkedHashMap<>();
        context.targets().forEach((name, named) -> targets.put(name, named.target()));
        return new LauncherConfig(
                file,
                before,
                includes.files(),
                context.session(),
                context.params().defaults(),
                context.params().declared(),
                context.tmuxSocket(),
                processes,
                targets,
                context.boot() == null ? null : context.boot().text(),
                report.warnings());
    }
}
