/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.concert.launcher.api.Target;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.config.RestartMode;
import org.concert.launcher.config.Template;
import org.concert.launcher.config.internal.Fields.Field;
import org.jspecify.annotations.Nullable;

/** Reads one process, and fills in the defaults. */
final class ProcessReader {

    private static final List<String> KEYS = List.of(
            "cmd",
            "machine",
            "docker",
            "ready_check",
            "ready_delay",
            "ready_period",
            "ready_timeout",
            "persistent",
            "depends",
            "session",
            "variants",
            "force_sigquit",
            "stop_signal",
            "stop_timeout",
            "restart",
            "restart_limit",
            "env",
            "cwd",
            "log_max_size",
            "log_keep",
            "show_ui",
            "category");

    private static final Duration READY_DELAY = Duration.ofMillis(200);
    private static final Duration READY_PERIOD = Duration.ofSeconds(1);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final String STOP_SIGNAL = "SIGINT";
    private static final int RESTART_LIMIT = 5;
    private static final long LOG_MAX_BYTES = 50_000_000;
    private static final int LOG_KEEP = 3;

    /** The variable by which a process of the launcher is known again. */
    private static final String RUN_ID = "CONCERT_LAUNCHER_RUN";

    private final String defaultSession;
    private final DependencyCheck dependencies;

    ProcessReader(String defaultSession, DependencyCheck dependencies) {
        this.defaultSession = defaultSession;
        this.dependencies = dependencies;
    }

    /** Return a process; null, and reported, if there is not enough of it to be one. */
    @Nullable
    ProcessConfig read(Field process) {
        if (process.name().startsWith(".")) {
            process.error("anchors have their place in context, in a key that begins with a dot");
            return null;
        }
        process.requireName(Shapes.PROCESS);
        if (process.value().isNothing()) {
            process.error("has no keys; it needs at least cmd");
            return null;
        }
        if (!process.value().isMapping()) {
            process.error("must be a mapping with at least cmd, not "
                    + Value.kind(process.value().node()));
            return null;
        }
        Fields fields = Fields.of(process.value());
        fields.rejectUnknown(KEYS, "; known are " + String.join(", ", KEYS));
        List<String> depends = dependencies.read(process.name(), fields.get("depends"));
        Template cmd = command(process, fields);
        return process(process, cmd, depends, fields);
    }

    private ProcessConfig process(Field process, Template cmd, List<String> depends, Fields fields) {
        return new ProcessConfig(
                process.name(),
                process.keyPlace(),
                cmd,
                fields.read("machine", new MachineShape(), Target.LOCAL),
                fields.<@Nullable String>read("docker", Shapes.CONTAINER, null),
                VariantsReader.template(fields.get("ready_check")),
                fields.read("ready_delay", DurationShape.ANY, READY_DELAY),
                fields.read("ready_period", DurationShape.POSITIVE, READY_PERIOD),
                fields.<@Nullable Duration>read("ready_timeout", DurationShape.POSITIVE, null),
                fields.read("persistent", Shapes::truth, true),
                depends,
                fields.read("session", Shapes.SESSION, defaultSession),
                new VariantsReader().read(fields.get("variants")),
                fields.read("force_sigquit", Shapes::truth, false),
                fields.read("stop_signal", new SignalShape(), STOP_SIGNAL),
                fields.read("stop_timeout", DurationShape.ANY, STOP_TIMEOUT),
                fields.read("restart", Shapes::restart, RestartMode.NO),
                fields.read("restart_limit", Shapes::count, RESTART_LIMIT),
                environment(fields.get("env")),
                fields.directory("cwd"),
                fields.read("log_max_size", new SizeShape(), LOG_MAX_BYTES),
                fields.read("log_keep", Shapes::count, LOG_KEEP),
                fields.read("show_ui", Shapes::truth, true),
                fields.<@Nullable String>read("category", Shapes.LINE, null));
    }

    /** Return the command; an empty one, and reported, if there is none. */
    private static Template command(Field process, Fields fields) {
        Field cmd = fields.all().get("cmd");
        if (cmd == null) {
            process.error("cmd is missing; it says what to run");
        } else if (cmd.value().isNothing()) {
            cmd.error("has no value; it says what to run");
        }
        Template template = VariantsReader.template(fields.get("cmd"));
        return template == null ? Template.parse("") : template;
    }

    private static Map<String, String> environment(@Nullable Value env) {
        Map<String, String> variables = new TextMap(Shapes.VARIABLE).read(env);
        if (env != null && variables.containsKey(RUN_ID)) {
            env.error("the launcher sets " + RUN_ID + " itself; remove it");
        }
        return variables;
    }
}
