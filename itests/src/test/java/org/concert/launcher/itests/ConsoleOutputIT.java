/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The page of outputs of the web console in a real browser, with logs that are longer than what it holds. */
@Order(2)
class ConsoleOutputIT extends WithConsole {

    private static final int LINES = 20_000;

    private static final String ROBOT = """
            context: {session: lab}
            many: {cmd: 'for i in $(seq 20000); do echo number $i; done; exec sleep 100001'}
            whole: {cmd: 'for i in $(seq 20000); do echo number $i; done; exec sleep 100001'}
            front: {cmd: 'i=0; while sleep 0.1; do i=$((i+1)); echo of the front $i; done'}
            rear: {cmd: 'i=0; while sleep 0.1; do i=$((i+1)); echo of the rear $i; done'}
            top: {cmd: 'i=0; while sleep 0.1; do i=$((i+1)); echo of the top $i; done'}
            left: {cmd: 'i=0; while sleep 0.1; do i=$((i+1)); echo of the left $i; done'}
            right: {cmd: 'i=0; while sleep 0.1; do i=$((i+1)); echo of the right $i; done'}
            wide: {cmd: 'printf "%0300d\\n" 7; exec sleep 100001'}
            """;

    /** Whether the lines that are shown are numbered without a gap. */
    private static final String WITHOUT_A_GAP =
            "(() => { const numbers = [...document.getElementById('terminal').screen"
                    + ".text.matchAll(/^number (\\d+)$/gm)].map(match => Number(match[1]));"
                    + " return numbers.length > 0 && numbers.every((number, at) => number === numbers[0] + at); })()";

    ConsoleOutputIT() {
        super(ROBOT);
    }

    @AfterEach
    void stopAll() throws Exception {
        serve.stopAll();
    }

    @Test
    void outputIsFollowedSearchedAndHeld() throws Exception {
        browser.click("Start top");
        browser.awaitState("top", "READY");

        browser.click("Output of top");

        browser.awaitOutput("of the top 3");
        browser.click("Pause");
        browser.await("[aria-pressed=true]", "Go on (1");
        browser.find("[aria-pressed=true]").click();
        browser.type("#search", "top 3");
        browser.enter("#search");
        // Which of them is seen first depends on how far the output has come by then.
        browser.awaitTrue("/^[1-9]\\d* of [1-9]/.test(document.querySelector('[aria-live=polite]').innerText)");
        browser.click("In the whole log");
        browser.await(".found", "of the top 3");
    }

    @Test
    void olderLinesComeAsOneScrollsUpToTheVeryFirst() throws Exception {
        browser.click("Start many");
        browser.awaitState("many", "READY");
        Lab.await("all is printed", () -> lab.output("many").endsWith("number " + LINES + "\n"));
        browser.show("output/lab/many");
        browser.awaitOutput("number " + LINES);
        assertThat(text("terminal")).doesNotContain("number 19500\n");

        browser.ask("document.querySelector('.xterm-viewport').scrollTop = 0");

        browser.awaitOutput("number 19500\\n");
        browser.awaitTrue(WITHOUT_A_GAP);
        browser.awaitTrue("(() => { const older = [...document.querySelectorAll('button')]"
                + ".find(button => button.innerText === 'Older'); older.click(); return older.disabled; })()");
        browser.awaitOutput("number 1\\n");
        browser.await(".toolbar", "from the beginning on; newer lines are left out");
        browser.awaitTrue(WITHOUT_A_GAP);
        browser.click("To the end");
        browser.awaitOutput("number " + LINES);
        browser.awaitTrue(WITHOUT_A_GAP);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void olderLinesOfSeveralComeByTime() throws Exception {
        browser.click("Start left");
        browser.click("Start right");
        browser.awaitState("right", "READY");
        browser.ask("localStorage.setItem('outputLines', '50')");
        browser.show("output/lab/left,lab/right");
        browser.reload();
        browser.awaitTrue("/of the left \\d{3}/.test(document.getElementById('terminal')?.screen?.text)");
        browser.reload();
        browser.awaitOutput("right | of the right");
        assertThat(text("terminal")).doesNotContain("of the left 5\n");

        browser.click("Older");

        browser.awaitOutput("left | of the left 5\\n");
        List<String> lines = text("terminal").lines().toList();
        assertThat(lines.subList(0, 20))
                .anyMatch(line -> line.startsWith("left | "))
                .anyMatch(line -> line.startsWith("right | "));
        assertThat(lines).doesNotHaveDuplicates();
    }

    @Test
    void twoOutputsStandSideBySideWhereThereIsRoom() throws Exception {
        browser.click("Start front");
        browser.click("Start rear");
        browser.awaitState("rear", "READY");
        browser.resize(1440, 900);

        browser.show("output/lab/front,lab/rear");
        browser.clickOn(".more summary");
        browser.click("side by side");

        browser.awaitOutput("of the front");
        browser.awaitTrue("document.getElementById('terminal-2')?.screen?.text.includes('of the rear')");
        assertThat(text("terminal")).doesNotContain("rear");
        assertThat(text("terminal-2")).doesNotContain("front");
        browser.resize(768, 1024);
        browser.awaitTrue("document.getElementById('terminal-2') === null");
        browser.awaitOutput("rear | of the rear");
        browser.awaitOutput("front | of the front");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void timesHaveMillisecondsAndLongLinesAreNotWrappedIfThatIsWanted() throws Exception {
        browser.click("Start wide");
        browser.awaitState("wide", "READY");
        browser.show("output/lab/wide");
        browser.awaitOutput("0007");
        String wider = "(box => box.scrollWidth > box.clientWidth)(document.getElementById('terminal'))";
        assertThat(browser.ask(wider)).isEqualTo(false);

        browser.clickOn(".more summary");
        browser.click("wrap long lines");
        browser.awaitTrue(wider);
        browser.ask("(times => { times.value = 'milliseconds'; times.dispatchEvent(new Event('change')); })"
                + "(document.querySelector('[aria-label=Times]'))");

        browser.awaitTrue(
                "/^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} 0{299}7$/m.test(document.getElementById('terminal').screen.text)");
    }

    @Test
    void wholeLogIsDownloadedAsAFileWithAGoodName() throws Exception {
        browser.click("Start whole");
        browser.awaitState("whole", "READY");
        browser.show("output/lab/whole");
        browser.awaitOutput("number " + LINES);

        browser.clickOn(".more summary");
        browser.find(".more a[download]");

        String download = "fetch(document.querySelector('.more a[download]').href).then(%s)";
        assertThat(browser.ask(download.formatted("answer => answer.headers.get('content-disposition')")))
                .asString()
                .matches("attachment; filename=\"lab_whole_.*Z\\.log\"");
        assertThat(browser.ask(download.formatted(
                        "answer => answer.text()).then(text => text.match(/^\\S+Z number \\d+$/gm).length")))
                .isEqualTo((long) LINES);
    }

    private String text(String terminal) {
        return browser.ask("document.getElementById('" + terminal + "').screen.text")
                .toString();
    }
}
