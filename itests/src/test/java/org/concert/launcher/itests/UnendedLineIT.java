/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a process has printed without ending the line, and what it prints to standard error, on a terminal of tmux and in a stream. */
class UnendedLineIT extends WithLab {

    private static final String FILE = """
            asks: {cmd: 'read -p "Erase the map? [y/N] " x; echo erased; exec sleep 100001'}
            loads: {cmd: 'for i in 10 50 100; do printf "loading %d%%\\r" $i; done; printf done; exec sleep 100002'}
            talks: {cmd: 'i=0; while sleep 0.2; do i=$((i+1)); echo line $i; done'}
            fails: {tty: false, cmd: 'echo fine; sleep 0.3; echo no motor >&2; exec sleep 100003'}
            once: {persistent: false, cmd: 'read -p "Really? " x; echo so be it'}
            """;

    private void open(String... words) throws Exception {
        begin(lab.terminalLine(words));
    }

    private void begin(String line) throws Exception {
        lab.tmux("kill-session", "-t", "=person");
        lab.tmux("new-session", "-d", "-s", "person", "-x", "100", "-y", "24", line);
    }

    private String screen(String... options) throws IOException, InterruptedException {
        return lab.tmux(Stream.concat(Stream.of("capture-pane", "-p", "-t", "=person:"), Stream.of(options))
                .toArray(String[]::new));
    }

    private void see(String... words) throws InterruptedException {
        Lab.await(String.join(", ", words), () -> Stream.of(words).allMatch(screen()::contains));
    }

    private void type(String process, String text) throws Exception {
        lab.tmux("send-keys", "-t", "=lab:" + process, text, "Enter");
    }

    private static int count(String text, String word) {
        return text.split(Pattern.quote(word), -1).length - 1;
    }

    @Test
    void questionStandsBelowTheLinesOfOthersUntilItIsAnswered() throws Exception {
        lab.launcherFile(FILE);
        lab.launcher("run", "asks", "talks", "loads");

        open("watch", "asks", "talks", "loads");
        see("talks | line 9", "asks  | Erase the map? [y/N]", "loads | doneing 100%");
        assertThat(count(screen(), "Erase the map?")).isEqualTo(1);
        type("asks", "y");

        see("asks  | Erase the map? [y/N] y", "asks  | erased");
        assertThat(count(screen(), "Erase the map?")).isEqualTo(1);
        lab.tmux("send-keys", "-t", "=person:", "C-c");
        see("left with 130");
        assertThat(screen().lines())
                .anyMatch(line -> line.startsWith("loads | doneing 100%"))
                .contains("left with 130");
    }

    @Test
    void streamHasAQuestionWhileItStandsAndEachByteOnce() throws Exception {
        lab.launcherFile(FILE);
        lab.launcher("run", "asks");

        Process watch = lab.startLauncher("watch", "asks");
        Lab.await(
                "the question is there",
                () -> Files.readString(lab.stdout(watch)).endsWith("# started\nErase the map? [y/N] "));
        assertThat(lab.launcher("logs", "asks").stdout()).isEqualTo("# started\nErase the map? [y/N] \n");
        type("asks", "y");

        Lab.await(
                "the answer is there", () -> Files.readString(lab.stdout(watch)).contains("erased"));
        watch.destroy();
        watch.waitFor();
        assertThat(lab.stdout(watch)).hasContent("# started\nErase the map? [y/N] y\nerased\n");
    }

    @Test
    void startThatWaitsForAnAnswerSaysSoAndHowToGiveIt() throws Exception {
        lab.launcherFile(FILE);

        open("run", "once");
        see("its last line has not ended: Really?", "To type there: ", "attach once");
        type("once", "yes");

        see("once  DONE", "left with 0");
        assertThat(screen()).doesNotContain("To type there");
        assertThat(lab.output("once")).contains("Really? yes\nso be it\n");
    }

    @Test
    void standardErrorIsRedOnATerminalUnlessColoursAreNotWanted() throws Exception {
        lab.launcherFile(FILE);
        lab.launcher("run", "fails");

        open("watch", "fails");
        see("no motor");
        assertThat(screen("-e")).contains("\u001b[31mno motor").contains("fine").doesNotContain("31mfine");

        assertThat(lab.launcher("watch", "fails", "--no-follow").stdout()).isEqualTo("# started\nfine\nno motor\n");
        begin("NO_COLOR=1 " + lab.terminalLine("watch", "fails"));
        see("no motor");
        assertThat(screen("-e")).doesNotContain("\u001b[31m");
    }
}
