/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concert.launcher.api.Target;
import org.concert.launcher.config.CheckKind;
import org.concert.launcher.config.DependencyCondition;
import org.concert.launcher.config.Liveness;
import org.concert.launcher.config.Placement;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.config.RestartMode;
import org.concert.launcher.config.Template;
import org.concert.launcher.config.WithDependency;
import org.concert.launcher.config.internal.Fields.Field;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one process, and fills in the defaults. */
final class ProcessReader {

    private static final List<String> KEYS = List.of(
            "cmd",
            "machine",
            "docker",
            "ready_check",
            "ready_port",
            "ready_http",
            "ready_log",
            "ready_delay",
            "ready_period",
            "ready_timeout",
            "alive_check",
            "alive_port",
            "alive_http",
            "alive_period",
            "alive_failures",
            "on_unhealthy",
            "persistent",
            "depends",
            "session",
            "variants",
            "force_sigquit",
            "stop_signal",
            "stop_timeout",
            "restart",
            "restart_limit",
            "with_dependency",
            "env",
            "cwd",
            "tty",
            "log_max_size",
            "log_keep",
            "show_ui",
            "category");

    private static final List<String> LIVENESS_KEYS = List.of("alive_period", "alive_failures", "on_unhealthy");

    /** What a shell does at once, and with success. */
    private static final Template NOTHING = Template.parse(":");

    private final String defaultSession;
    private final @Nullable String logDir;
    private final DependencyCheck dependencies;
    private final Placements placements;
    private final DeclaredValues declared;

    ProcessReader(ContextReader.Context context, DependencyCheck dependencies) {
        this.defaultSession = context.session();
        this.logDir = context.logDir();
        this.dependencies = dependencies;
        this.placements = new Placements(context);
        this.declared = new DeclaredValues(context.params().declared());
    }

    /** Return a process; null, and reported, if there is not enough of it to be one. */
    @Nullable
    ProcessConfig read(Field process) {
        if (process.name().startsWith(".")) {
            process.error("anchors have their place in context, in a key that begins with a dot");
            return null;
        }
        Fields fields = Fields.of(process.value());
        String misplaced = misplaced(process, fields);
        if (!misplaced.isEmpty()) {
            process.error(misplaced);
            return null;
        }
        process.requireName(Shapes.PROCESS);
        if (process.value().isNothing()) {
            process.error("has no keys; it needs at least cmd");
            return null;
        }
        if (!process.value().isMapping()) {
            String kind = Value.kind(process.value().node());
            process.error("must be a mapping with at least cmd, not " + kind
                    + (process.value().node() instanceof ScalarNode text ? ForeignWords.hint(text.getValue()) : ""));
            return null;
        }
        fields.rejectUnknown(KEYS, "; known are " + String.join(", ", KEYS), ForeignWords::hint);
        Map<String, DependencyCondition> depends = dependencies.read(process.name(), fields.getAsUsed("depends"));
        boolean group = isGroup(fields, depends);
        ProcessConfig read = placements.placed(
                process(process, group ? NOTHING : command(process, fields), !group, depends, fields));
        Value tty = fields.get("tty");
        if (tty != null
                && !read.tty()
                && read.placements().stream().anyMatch(placement -> placement.container() != null)) {
            tty.error("false is for what runs on a machine; in a container a process has a terminal");
        }
        return read;
    }

    /** Return what to do with what is no process but has another place; empty if it is none of that. */
    private static String misplaced(Field entry, Fields fields) {
        if (fields.all().containsKey("cmd") || fields.all().containsKey("depends")) {
            return "";
        }
        if (ContextReader.KEYS.contains(entry.name())) {
            return "has its place in context: write 'context: {" + entry.name() + ": ...}'";
        }
        boolean holdsProcesses =
                fields.all().values().stream().anyMatch(field -> field.value().isMapping());
        return ForeignWords.isWrapper(entry.name()) && holdsProcesses
                ? "processes stand at the top level of the file; remove this line, and move what is below it to the left"
                : "";
    }

    private ProcessConfig process(
            Field process, Template cmd, boolean persistent, Map<String, DependencyCondition> depends, Fields fields) {
        Map<String, Template> checks = checks(fields);
        return new ProcessConfig(
                process.name(),
                process.keyPlace(),
                cmd,
                placements.read(fields),
                List.of(new Placement(defaultSession, Target.LOCAL, null)),
                checks,
                fields.read("ready_delay", DurationShape.ANY, ProcessConfig.READY_DELAY),
                fields.read("ready_period", DurationShape.POSITIVE, ProcessConfig.READY_PERIOD),
                fields.<@Nullable Duration>read("ready_timeout", DurationShape.POSITIVE, null),
                liveness(fields, checks),
                fields.read("persistent", Shapes::truth, persistent),
                List.copyOf(depends.keySet()),
                depends.entrySet().stream()
                        .filter(entry -> entry.getValue() != DependencyCondition.READY)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                new VariantsReader(process.name(), dependencies, placements, declared).read(fields.get("variants")),
                fields.read("force_sigquit", Shapes::truth, false),
                fields.read("stop_signal", new SignalShape(), ProcessConfig.STOP_SIGNAL),
                fields.read("stop_timeout", DurationShape.ANY, ProcessConfig.STOP_TIMEOUT),
                fields.read("restart", Shapes::restart, RestartMode.NO),
                fields.read("restart_limit", Shapes::countOrUnlimited, ProcessConfig.RESTART_LIMIT),
                fields.read("with_dependency", Shapes::withDependency, WithDependency.NOTHING),
                VariantsReader.environment(fields.get("env")),
                VariantsReader.folder(fields),
                fields.read("tty", Shapes::truth, true),
                logDir,
                fields.read("log_max_size", new SizeShape(), ProcessConfig.LOG_MAX_BYTES),
                fields.read("log_keep", Shapes::count, ProcessConfig.LOG_KEEP),
                fields.read("show_ui", Shapes::truth, true),
                fields.<@Nullable String>read("category", Shapes.LINE, null));
    }

    /** Return whether it only names others: it is a one-shot, which is done when all of these are ready. */
    private static boolean isGroup(Fields fields, Map<String, DependencyCondition> depends) {
        return !fields.all().containsKey("cmd")
                && !depends.isEmpty()
                && !ForeignWords.haveCommand(fields.all().keySet())
                && !fields.read("persistent", Shapes::truth, false);
    }

    /** Return the command; an empty one, and reported, if there is none. */
    private static Template command(Field process, Fields fields) {
        Field cmd = fields.all().get("cmd");
        if (cmd == null) {
            if (!ForeignWords.haveCommand(fields.all().keySet())) {
                process.error("cmd is missing; it says what to run");
            }
        } else if (cmd.value().isNothing()) {
            cmd.error("has no value; it says what to run");
        }
        Template template = VariantsReader.template(fields.get("cmd"));
        return template == null ? Template.parse("") : template;
    }

    /** Return all checks, those that are cheap first. */
    private static Map<String, Template> checks(Fields fields) {
        Map<String, Template> checks = new LinkedHashMap<>();
        for (CheckKind kind : CheckKind.values()) {
            read(kind, kind.readyKey(), fields, checks);
            kind.aliveKey().ifPresent(key -> read(kind, key, fields, checks));
        }
        return checks;
    }

    private static void read(CheckKind kind, String key, Fields fields, Map<String, Template> checks) {
        Value value = fields.get(key);
        Template check = VariantsReader.template(value);
        if (value == null || check == null) {
            return;
        }
        String complaint = check.names().isEmpty() ? kind.complaint(check.expand(Map.of())) : "";
        if (complaint.isEmpty()) {
            checks.put(key, check);
        } else {
            value.error(complaint);
        }
    }

    private static @Nullable Liveness liveness(Fields fields, Map<String, Template> checks) {
        Liveness read = new Liveness(
                fields.read("alive_period", DurationShape.POSITIVE, Liveness.PERIOD),
                fields.read("alive_failures", Shapes::countFromOne, Liveness.FAILURES),
                fields.read("on_unhealthy", Shapes::restartsUnhealthy, true));
        List<String> keys = Stream.of(CheckKind.values())
                .flatMap(kind -> kind.aliveKey().stream())
                .toList();
        if (keys.stream().noneMatch(fields.all()::containsKey)) {
            LIVENESS_KEYS.stream()
                    .map(fields::get)
                    .filter(Objects::nonNull)
                    .forEach(value -> value.error("has no effect without " + String.join(" or ", keys)));
        }
        return keys.stream().anyMatch(checks::containsKey) ? read : null;
    }
}
