/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.RunSnapshot;
import org.concert.launcher.http.internal.launchers.LaunchedProcess;
import org.concert.launcher.http.internal.launchers.Launchers;
import org.concert.launcher.http.internal.message.ProblemException;
import org.concert.launcher.http.internal.message.Shown;
import org.jspecify.annotations.Nullable;

/** Finds what a request is about. */
final class Targets {

    private final Launchers launchers;

    Targets(Launchers launchers) {
        this.launchers = launchers;
    }

    /** Return the process that the path names. */
    LaunchedProcess process(Call call) throws ProblemException {
        String session = call.segment("session");
        String name = call.segment("name");
        return launchers
                .process(session, name)
                .orElseThrow(() ->
                        notFound("Cannot find process '" + name + "' in session '" + session + "': there is none"));
    }

    /** Return the launcher that has the target of the launcher file that the path names. */
    Launcher launcherOfTarget(Call call) throws ProblemException {
        String target = call.segment("target");
        List<Launcher> ofSession = launchers(call.segment("session"));
        return ofSession.stream()
                .filter(launcher -> launcher.targets().contains(target))
                .findFirst()
                .orElseThrow(() -> notFound("Cannot find target " + Shown.of(target) + "; there are "
                        + ofSession.stream()
                                .flatMap(launcher -> launcher.targets().stream())
                                .collect(Collectors.collectingAndThen(
                                        Collectors.joining(", "), all -> all.isEmpty() ? "none" : all))));
    }

    /** Return runs by their ids, whoever asked for them. */
    List<RunSnapshot> runs(List<String> ids) throws ProblemException {
        Map<String, RunSnapshot> known = launchers.all().stream()
                .flatMap(launcher -> launcher.runs().stream())
                .collect(Collectors.toMap(RunSnapshot::id, Function.identity()));
        if (!known.keySet().containsAll(ids)) {
            throw notFound("Cannot find this operation: there was none, or it was too long ago");
        }
        return ids.stream().map(known::get).toList();
    }

    /** Return the launchers of a session; all for null. */
    List<Launcher> launchers(@Nullable String session) throws ProblemException {
        List<Launcher> found = launchers.all().stream()
                .filter(launcher -> session == null || launcher.session().equals(session))
                .toList();
        if (found.isEmpty() && session != null) {
            throw notFound("Cannot find a launcher of session " + Shown.of(session) + "; there are those of "
                    + (launchers.all().isEmpty() ? "none" : sessions(launchers.all())));
        }
        return found;
    }

    /** Return the launcher of a session, or, for null, the one that has all these processes. */
    Launcher launcher(@Nullable String session, List<String> names) throws ProblemException {
        if (names.isEmpty()) {
            throw new ProblemException(
                    HttpServletResponse.SC_BAD_REQUEST, "Cannot tell which processes are meant: 'names' is empty");
        }
        List<Launcher> possible = launchers(session);
        List<Launcher> having = possible.stream()
                .filter(launcher ->
                        names.stream().allMatch(name -> launcher.process(name).isPresent()))
                .toList();
        if (having.size() > 1) {
            throw new ProblemException(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "Cannot tell which launcher is meant: those of " + sessions(having)
                            + " have such processes; say which as 'session'");
        }
        if (having.isEmpty()) {
            throw notFound("Cannot find " + missing(possible, names));
        }
        return having.get(0);
    }

    private static String missing(List<Launcher> possible, List<String> names) {
        List<String> nowhere = names.stream()
                .filter(name -> possible.stream()
                        .noneMatch(launcher -> launcher.process(name).isPresent()))
                .toList();
        return nowhere.isEmpty()
                ? "a launcher that has all of these processes: they belong to several; ask for each"
                : "process " + nowhere.stream().map(Shown::of).collect(Collectors.joining(", ")) + ": there is none";
    }

    private static String sessions(List<Launcher> launchers) {
        return launchers.stream().map(Launcher::session).sorted().collect(Collectors.joining(", "));
    }

    private static ProblemException notFound(String detail) {
        return new ProblemException(HttpServletResponse.SC_NOT_FOUND, detail);
    }
}
