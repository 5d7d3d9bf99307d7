/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.concert.launcher.config.Place;
import org.concert.launcher.config.Template;
import org.concert.launcher.config.internal.ParametersReader.Parameters;
import org.jspecify.annotations.Nullable;

/** Reads {@code context}: what holds for all processes. */
final class ContextReader {

    static final List<String> KEYS =
            List.of("session", "params", "tmux_socket", "targets", "boot", "include", "log_dir");

    private static final Pattern FOLDER = Pattern.compile("/\\P{Cntrl}+");

    private final Path file;
    private final Report report;
    private final String logFolder;

    /** Prepare to read that of a file; {@code logFolder} is where output is captured if it does not say, or empty. */
    ContextReader(Path file, Report report, String logFolder) {
        this.file = file;
        this.report = report;
        this.logFolder = logFolder;
    }

    /** What the context says. */
    record Context(
            String session,
            Parameters params,
            @Nullable String tmuxSocket,
            @Nullable String logDir,
            Map<String, TargetsReader.Named> targets,
            @Nullable Value boot) {}

    Context read(@Nullable Value context) {
        if (context == null) {
            return new Context(
                    folderName(), new ParametersReader().read(null), null, logFolder(null, Map.of()), Map.of(), null);
        }
        Fields fields = context.fields("of session, params and the like");
        Set<String> known = new TreeSet<>(KEYS);
        fields.all().keySet().stream().filter(key -> key.startsWith(".")).forEach(known::add);
        fields.rejectUnknown(
                known,
                "; context holds session, params, targets, boot, include, log_dir, tmux_socket, and anchors in keys that begin with a dot");
        Value session = fields.get("session");
        Parameters params = new ParametersReader().read(fields.get("params"));
        return new Context(
                session == null ? folderName() : session.as(Shapes.SESSION, ""),
                params,
                fields.read("tmux_socket", Shapes.TMUX_SOCKET, null),
                logFolder(fields.get("log_dir"), params.defaults()),
                new TargetsReader().read(fields.get("targets")),
                fields.get("boot"));
    }

    /** Return where output is captured, with its parameters filled in; null for the usual place. */
    private @Nullable String logFolder(@Nullable Value value, Map<String, String> params) {
        if (value == null || value.isNothing()) {
            return logFolder.startsWith("/") ? logFolder : null;
        }
        Template folder = value.as(Template::parse, Template.parse(""));
        List<String> missing = folder.names().stream()
                .filter(name -> !params.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            value.error("has no value for {" + missing.get(0) + "}; only what context.params gives one counts here");
            return null;
        }
        String path = folder.expand(params);
        if (!FOLDER.matcher(path).matches()) {
            value.error("must be an absolute path, such as /var/log/robot, not " + Quoted.of(path));
            return null;
        }
        return path;
    }

    /** Return the name of the file's folder as session, and report if it cannot be one. */
    private String folderName() {
        Path folder = file.toAbsolutePath().normalize().getParent();
        Path name = folder == null ? null : folder.getFileName();
        String session = name == null ? "/" : name.toString();
        try {
            return Shapes.SESSION.parse(session);
        } catch (UnfitException e) {
            report.error(
                    Place.whole(file.toString()),
                    "context.session",
                    "is missing, and the folder's name " + e.complaint());
            return session;
        }
    }
}
