/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Anybody of the same account may set options of the tmux server: what is none of ours is passed over. */
class StrangeListingTests {

    private static final String KEY = "s/p";

    private static final Arbitrary<String> FIELD = Arbitraries.of(
            "",
            "0",
            "1",
            "-1",
            "%1",
            "4711",
            "99999999999999999999",
            "1.5",
            "x",
            KEY,
            "s/",
            "/",
            "%zz",
            "%",
            "a=b&c",
            "run=1",
            "run=1&start=2&uptime=3&log=%2fx&definition=1&host=h&file=f&command=c&variants=&params=",
            "start=x",
            "TERM",
            "ä",
            "1/2/3",
            "1/x",
            "4711/12",
            "a/1/2/3/",
            "PID:START:NAME",
            "1:2:x%0a3:4:y",
            "\u0000");

    @Provide
    Arbitrary<List<String>> panes() {
        int fields = PaneFormat.FORMAT.split("\\|", -1).length;
        return FIELD.list()
                .ofSize(fields)
                .map(all -> String.join("|", all))
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<String>> options() {
        Arbitrary<String> names = Arbitraries.of(
                "@concert_wish/",
                "@concert_up/",
                "@concert_end/",
                "@concert_",
                "%1|",
                "client ",
                "",
                "s/p ",
                "s ",
                KEY + " \"");
        return names.list()
                .ofMaxSize(3)
                .flatMap(
                        begin -> FIELD.list().ofMaxSize(4).map(rest -> String.join("", begin) + String.join("/", rest)))
                .list()
                .ofMaxSize(8);
    }

    @Property
    void panesAreOursOrPassedOver(@ForAll("panes") List<String> panes) {
        assertThat(PaneFormat.read(panes))
                .allMatch(pane -> !pane.key().toString().isEmpty());
    }

    @Property
    void optionsAreOursOrPassedOver(@ForAll("options") List<String> options, @ForAll("panes") List<String> panes) {
        List<String> lines = new ArrayList<>(panes);
        lines.addAll(options);

        assertThat(Listing.read(lines)).isNotNull();
    }
}
