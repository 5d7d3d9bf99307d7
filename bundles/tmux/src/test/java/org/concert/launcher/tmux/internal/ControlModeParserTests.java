/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.concert.launcher.tmux.Notification;
import org.concert.launcher.tmux.internal.ControlModeEvent.Block;
import org.concert.launcher.tmux.internal.ControlModeEvent.Notice;
import org.junit.jupiter.api.Test;

class ControlModeParserTests {

    private final ControlModeParser parser = new ControlModeParser();

    @Test
    void blockBecomesItsOutput() throws Exception {
        var events = parse("%begin 17 260 1", "one", "", "two", "%end 17 260 1");

        assertThat(events).containsExactly(new Block(true, false, List.of("one", "", "two")));
    }

    @Test
    void errorBlockIsAFailure() throws Exception {
        var events = parse("%begin 17 260 1", "can't find pane: x", "%error 17 260 1");

        assertThat(events).containsExactly(new Block(true, true, List.of("can't find pane: x")));
    }

    @Test
    void blockWithFlagsOtherThanOneIsNotOurs() throws Exception {
        var events = parse("%begin 17 260 0", "hook", "%end 17 260 0");

        assertThat(events).containsExactly(new Block(false, false, List.of("hook")));
    }

    @Test
    void outputMayLookLikeAnything() throws Exception {
        String[] deceptive = {
            "%end 17 261 1",
            "%end 18 260 1",
            "%end 17 260 0",
            "%error 17 26 1",
            "%end 17 260 1 ",
            " %end 17 260 1",
            "%end",
            "%begin 17 260 1",
            "%exit",
            "%window-renamed @0 x",
            "%%end 17 260 1"
        };

        parse("%begin 17 260 1");
        var inside = parse(deceptive);
        var events = parse("%end 17 260 1");

        assertThat(inside).isEmpty();
        assertThat(events).containsExactly(new Block(true, false, List.of(deceptive)));
    }

    @Test
    void lineOutsideABlockIsANotification() throws Exception {
        var events = parse("%window-renamed @0 two words", "%sessions-changed", "%exit", "% x", "died %5 3", "");

        assertThat(events)
                .containsExactly(
                        new Notice(new Notification("window-renamed", "@0 two words")),
                        new Notice(new Notification("sessions-changed", "")),
                        new Notice(new Notification("exit", "")),
                        new Notice(new Notification("", "x")),
                        new Notice(new Notification("", "died %5 3")),
                        new Notice(new Notification("", "")));
    }

    @Test
    void blocksFollowEachOther() throws Exception {
        var events = parse("%begin 1 1 1", "%end 1 1 1", "%begin 1 2 1", "x", "%end 1 2 1", "%window-add @1");

        assertThat(events)
                .containsExactly(
                        new Block(true, false, List.of()),
                        new Block(true, false, List.of("x")),
                        new Notice(new Notification("window-add", "@1")));
    }

    @Test
    void knowsWhetherABlockIsOpen() throws Exception {
        assertThat(parser.withinBlock()).isFalse();

        parse("%begin 1 1 1", "x");
        assertThat(parser.withinBlock()).isTrue();

        parse("%end 1 1 1");
        assertThat(parser.withinBlock()).isFalse();
    }

    @Test
    void endWithoutBeginIsMalformed() {
        assertMalformed("%end 17 260 1", "end of a reply that has not begun: %end 17 260 1");
        assertMalformed("%error 17 260 1", "end of a reply that has not begun: %error 17 260 1");
    }

    @Test
    void beginWithoutItsNumbersIsMalformed() {
        for (String line : List.of("%begin ", "%begin 1 2", "%begin 1 2 x", "%begin 1 2 3 4", "%begin -1 2 1")) {
            assertMalformed(line, "beginning of a reply without its numbers: " + line);
        }
    }

    @Test
    void complaintShowsTheBeginningOfALongLine() {
        assertMalformed(
                "%end " + "x".repeat(1_000), "end of a reply that has not begun: %end " + "x".repeat(75) + "...");
    }

    private void assertMalformed(String line, String message) {
        assertThatExceptionOfType(MalformedStreamException.class)
                .isThrownBy(() -> parser.accept(line))
                .withMessage(message);
    }

    private List<ControlModeEvent> parse(String... lines) throws MalformedStreamException {
        List<ControlModeEvent> events = new ArrayList<>();
        for (String line : lines) {
            parser.accept(line).ifPresent(events::add);
        }
        return events;
    }
}
