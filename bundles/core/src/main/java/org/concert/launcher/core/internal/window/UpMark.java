/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.concert.launcher.tmux.TmuxText.argument;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * That a launcher has all that runs be what a target says: noted as an option of each tmux server that has a part in it, one for each
 * session. Of several launchers that do so the latest wins; one that has gone before it came to an end is followed by another.
 *
 * @param id tells it from all others, and is greater in the order of texts the later it was asked for; digits and {@code -}
 * @param by the control client of the launcher that does it; empty for nobody
 * @param target the name of the target
 * @param ended whether it has come to an end
 */
public record UpMark(String id, String by, String target, boolean ended) implements Comparable<UpMark> {

    /** Behind it is the session. */
    private static final String OPTION = "@concert_up/";

    /** What a list is dropped for when a later one is noted. */
    static final String OVERTAKEN = "concert-overtaken";

    /** Return whether the launcher that did it has gone before it came to an end. */
    public boolean isAbandoned() {
        return !ended && by.isEmpty();
    }

    @Override
    public int compareTo(UpMark other) {
        return id.compareTo(other.id);
    }

    /** Return the commands that note it, done by the launcher of a control client, unless a later one is noted. */
    String[] note(String session, String client) {
        String noted = "#{%s%s}".formatted(OPTION, session);
        String later = "#{&&:#{<:id=%s,%s},#{!=:#{m:id=%s&*,%s},1}}".formatted(id, noted, id, noted);
        String value =
                "id=%s&by=%s&target=%s%s".formatted(id, client, StartMark.encode(target), ended ? "&ended=1" : "");
        return new String[] {
            Proviso.drop(OVERTAKEN, later), "set-option -s %s %s".formatted(argument(OPTION + session), argument(value))
        };
    }

    /**
     * Read what {@code show-options -s} printed, by session.
     *
     * @param clients those that are attached
     */
    static Map<String, UpMark> read(List<String> lines, Set<String> clients) {
        Map<String, UpMark> ups = new HashMap<>();
        ServerOptions.read(OPTION, lines).forEach((session, word) -> {
            Map<String, String> fields = StartMark.fields(word);
            String by = fields.getOrDefault("by", "");
            ups.put(
                    session,
                    new UpMark(
                            fields.getOrDefault("id", ""),
                            clients.contains(by) ? by : "",
                            StartMark.decodeText(fields.getOrDefault("target", "")),
                            fields.containsKey("ended")));
        });
        return ups;
    }
}
