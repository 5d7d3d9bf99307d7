/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.concert.launcher.tmux.TmuxText.argument;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * That a process is to run which does not yet: noted as an option of the tmux server, one for each process, from when something it
 * depends on is waited for until its window is made, or somebody asks for its stop. So it outlives the launcher that was asked.
 *
 * @param id tells the request from all others; letters, digits and {@code -}
 * @param by the control client of the launcher that is about to start it; empty for nobody
 * @param variants what it is to be started with
 * @param params the parameters it is to be started with
 * @param obstacle why it was not started; empty while it is waited for
 */
public record Wish(String id, String by, List<String> variants, Map<String, String> params, String obstacle) {

    /** Behind it is the key of the process. */
    private static final String OPTION = "@concert_wish/";

    /** Copy the collections, so that nobody can change them later. */
    public Wish {
        variants = List.copyOf(variants);
        params = Map.copyOf(params);
    }

    /** Return whether a launcher is about to start it. */
    public boolean isHeld() {
        return !by.isEmpty();
    }

    /** Return the same wish for which nobody does anything any more. */
    public Wish leftFor(String why) {
        return new Wish(id, "", variants, params, why);
    }

    private Wish heldBy(String client) {
        return new Wish(id, client, variants, params, obstacle);
    }

    /** Return the command that notes it; a launcher that does something for it is the one of this control client. */
    String note(ProcessKey key, String client) {
        Wish noted = isHeld() ? heldBy(client) : this;
        return "set-option -s %s %s".formatted(argument(OPTION + key), argument(noted.encode()));
    }

    /** Return the command that forgets it. */
    static String forget(ProcessKey key) {
        return "set-option -su " + argument(OPTION + key);
    }

    /** Return the format that is 1 unless this request is what is noted of a process. */
    static String isOther(ProcessKey key, String id) {
        return "#{!=:#{m:id=%s&*,#{%s%s}},1}".formatted(id, OPTION, key);
    }

    private String encode() {
        return "id=%s&by=%s&obstacle=%s%s"
                .formatted(id, by, StartMark.encode(obstacle), StartMark.encodeLaunch(variants, params));
    }

    private static Wish decode(String word) {
        Map<String, String> fields = StartMark.fields(word);
        return new Wish(
                fields.getOrDefault("id", ""),
                fields.getOrDefault("by", ""),
                StartMark.list(fields.getOrDefault("variants", "")),
                StartMark.pairs(fields.getOrDefault("params", "")),
                StartMark.decodeText(fields.getOrDefault("obstacle", "")));
    }

    /**
     * Read what {@code show-options -s} printed.
     *
     * @param clients those that are attached: a wish of a launcher that has gone is held by nobody
     */
    static Map<ProcessKey, Wish> read(List<String> lines, Set<String> clients) {
        Map<ProcessKey, Wish> wishes = new HashMap<>();
        ServerOptions.ofProcesses(OPTION, lines).forEach((key, word) -> {
            Wish wish = decode(word);
            wishes.put(key, clients.contains(wish.by()) ? wish : wish.heldBy(""));
        });
        return wishes;
    }
}
