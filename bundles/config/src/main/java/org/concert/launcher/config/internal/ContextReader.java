/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.concert.launcher.config.Place;
import org.concert.launcher.config.internal.ParametersReader.Parameters;
import org.jspecify.annotations.Nullable;

/** Reads {@code context}: what holds for all processes. */
final class ContextReader {

    static final List<String> KEYS = List.of("session", "params", "tmux_socket", "targets", "boot", "include");

    private final Path file;
    private final Report report;

    ContextReader(Path file, Report report) {
        this.file = file;
        this.report = report;
    }

    /** What the context says. */
    record Context(
            String session,
            Parameters params,
            @Nullable String tmuxSocket,
            Map<String, TargetsReader.Named> targets,
            @Nullable Value boot) {}

    Context read(@Nullable Value context) {
        if (context == null) {
            return new Context(folderName(), new ParametersReader().read(null), null, Map.of(), null);
        }
        Fields fields = context.fields("of session, params and the like");
        Set<String> known = new TreeSet<>(KEYS);
        fields.all().keySet().stream().filter(key -> key.startsWith(".")).forEach(known::add);
        fields.rejectUnknown(
                known,
                "; context holds session, params, targets, boot, include, tmux_socket, and anchors in keys that begin with a dot");
        Value session = fields.get("session");
        return new Context(
                session == null ? folderName() : session.as(Shapes.SESSION, ""),
                new ParametersReader().read(fields.get("params")),
                fields.read("tmux_socket", Shapes.TMUX_SOCKET, null),
                new TargetsReader().read(fields.get("targets")),
                fields.get("boot"));
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
