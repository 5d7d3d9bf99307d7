/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.concert.launcher.api.OutputLine;
import org.junit.jupiter.api.Test;

class OutputViewTests {

    private final OutputView view = new OutputView(List.of("a", "b"));

    private static OutputLine line(String process, int second, String text) {
        return new OutputLine(
                process,
                OutputLine.Kind.OUTPUT,
                Fleets.NOW.plusSeconds(second),
                ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)),
                0);
    }

    private void print(String process, int second, String text) {
        view.line(line(process, second, text));
    }

    private void printLines(int number) {
        for (int i = 1; i <= number; i++) {
            print("a", i, "line " + i);
        }
    }

    private List<String> shown(int height) {
        return view.visible(height).stream().map(OutputView.Line::text).toList();
    }

    @Test
    void newestLinesAreFollowed() {
        printLines(10);

        assertThat(shown(3)).containsExactly("line 8", "line 9", "line 10");
        assertThat(view.isFollowing()).isTrue();
    }

    @Test
    void unendedLineStandsBelowAllOthersUntilItEnds() {
        view.unended(line("a", 1, "Erase?"));
        print("b", 2, "one");
        print("b", 3, "two");

        assertThat(shown(9)).containsExactly("one", "two", "Erase?");
        assertThat(shown(2)).containsExactly("two", "Erase?");
        assertThat(view.visible(9)).extracting(OutputView.Line::ended).containsExactly(true, true, false);

        view.unended(line("a", 1, "Erase? y"));
        assertThat(shown(2)).containsExactly("two", "Erase? y");
        print("a", 1, "Erase? yes");
        assertThat(shown(9)).containsExactly("Erase? yes", "one", "two");
    }

    @Test
    void unendedLineIsNotAmongTheLinesOfAPausedOrFilteredView() {
        print("a", 1, "one");
        view.unended(line("a", 2, "Erase?"));

        view.filter(Pattern.compile("n"));
        assertThat(shown(9)).containsExactly("one");
        view.filter(Pattern.compile("E"));
        assertThat(shown(9)).containsExactly("Erase?");
        view.filter(null);
        view.pause(true);
        assertThat(shown(9)).containsExactly("one");
    }

    @Test
    void backlogOfSeveralIsByTime() {
        print("a", 1, "first");
        print("a", 3, "third");
        print("b", 2, "second");
        print("b", 4, "fourth");

        assertThat(shown(9)).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void linesOfOneProcessStayInTheirOrderWhateverTheClockDoes() {
        print("a", 5, "first");
        print("a", 1, "second");

        assertThat(shown(9)).containsExactly("first", "second");
    }

    @Test
    void pausedViewStaysWhatItIs() {
        printLines(5);

        view.pause(true);
        print("a", 6, "line 6");

        assertThat(shown(2)).containsExactly("line 4", "line 5");
        assertThat(view.newer()).isEqualTo(1);

        view.pause(false);
        assertThat(shown(2)).containsExactly("line 5", "line 6");
    }

    @Test
    void scrollingUpStopsAtTheOldestAndDownFollowsAgain() {
        printLines(5);

        view.scroll(-2);
        assertThat(shown(2)).containsExactly("line 2", "line 3");
        assertThat(view.isFollowing()).isFalse();

        view.scroll(-99);
        assertThat(shown(2)).containsExactly("line 1");

        view.scroll(99);
        assertThat(view.isFollowing()).isTrue();
    }

    @Test
    void searchGoesUpFromTheNewestAndTellsWhenThereIsNoMore() {
        print("a", 1, "error one");
        print("a", 2, "fine");
        print("a", 3, "error two");

        view.search(Pattern.compile("error"));

        assertThat(view.toMatch(true)).isTrue();
        assertThat(shown(1)).containsExactly("error two");
        assertThat(view.toMatch(true)).isTrue();
        assertThat(shown(1)).containsExactly("error one");
        assertThat(view.toMatch(true)).isFalse();
        assertThat(view.toMatch(false)).isTrue();
        assertThat(shown(1)).containsExactly("error two");
    }

    @Test
    void searchDoesNotSeeTheColours() {
        print("a", 1, "er\u001b[31mror\u001b[0m");

        view.search(Pattern.compile("error"));

        assertThat(view.toMatch(true)).isTrue();
    }

    @Test
    void filterHidesTheOtherLines() {
        printLines(20);

        view.filter(Pattern.compile("1$"));

        assertThat(shown(9)).containsExactly("line 1", "line 11");
    }

    @Test
    void oldLinesAreForgottenAndAPausedViewStaysInPlace() {
        printLines(2 * OutputView.KEPT - 1);
        view.pause(true);

        print("a", 99_999, "last");

        assertThat(shown(1)).containsExactly("line " + (2 * OutputView.KEPT - 1));
        assertThat(view.visible(99_999)).hasSize(OutputView.KEPT - 1);
    }
}
