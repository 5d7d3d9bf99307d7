/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.concert.launcher.tmux.TmuxText.argument;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one tmux server tells of ours in one answer.
 *
 * @param panes our panes, one for each process
 * @param ends by process, how those that were stopped have ended
 * @param wishes by process, what is to run and does not yet
 * @param ups by session, the latest change to a target
 */
public record Listing(
        Collection<PaneRecord> panes,
        Map<ProcessKey, PaneRecord> ends,
        Map<ProcessKey, Wish> wishes,
        Map<String, UpMark> ups) {

    /** What there is where there is no server. */
    public static final Listing NOTHING = new Listing(List.of(), Map.of(), Map.of(), Map.of());

    private static final String CLIENT = "concert-client ";

    private static final List<List<String>> COMMANDS = List.of(
            List.of("list-panes", "-a", "-f", PaneFormat.OURS, "-F", PaneFormat.FORMAT),
            List.of("show-options", "-s"),
            List.of("list-clients", "-F", CLIENT + "#{client_name}"));

    /** Copy the collections, so that nobody can change them later. */
    public Listing {
        panes = List.copyOf(panes);
        ends = Map.copyOf(ends);
        wishes = Map.copyOf(wishes);
        ups = Map.copyOf(ups);
    }

    /** Return the commands that ask for it. */
    static String[] commands() {
        return COMMANDS.stream()
                .map(words -> words.stream().map(word -> argument(word)).collect(Collectors.joining(" ")))
                .toArray(String[]::new);
    }

    /** Return the same commands as arguments of a tmux client; they start no server. */
    static List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        COMMANDS.forEach(words -> {
            arguments.addAll(words);
            arguments.add(";");
        });
        return arguments.subList(0, arguments.size() - 1);
    }

    /** Read what tmux has printed. */
    public static Listing read(List<String> lines) {
        Set<String> clients = lines.stream()
                .filter(line -> line.startsWith(CLIENT))
                .map(line -> line.substring(CLIENT.length()))
                .collect(Collectors.toSet());
        return new Listing(
                PaneFormat.read(lines), EndMark.read(lines), Wish.read(lines, clients), UpMark.read(lines, clients));
    }
}
