/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Lines in the web console that have not ended, that write over themselves, and that were printed to standard error. */
@Order(2)
class ConsoleUnendedIT extends WithConsole {

    private static final String ROBOT = """
            context: {session: lab}
            asks: {cmd: 'read -p "Erase the map? [y/N] " x; echo erased; exec sleep 100001'}
            loads: {cmd: 'printf "loading 100%%\\rdone"; exec sleep 100002'}
            talks: {cmd: 'i=0; while sleep 0.2; do i=$((i+1)); echo line $i; done'}
            fails: {tty: false, cmd: 'echo fine; sleep 0.3; echo no motor >&2; exec sleep 100003', ready_log: motor}
            """;

    ConsoleUnendedIT() {
        super(ROBOT);
    }

    @AfterEach
    void stopAll() throws Exception {
        serve.stopAll();
    }

    private void run(String... processes) {
        for (String process : processes) {
            browser.click("Start " + process);
            browser.awaitState(process, "READY");
        }
    }

    private String shown() {
        return browser.ask("document.getElementById('terminal').screen.text").toString();
    }

    @Test
    void questionStandsBelowTheLinesOfOthersUntilItIsAnswered() throws Exception {
        run("asks", "loads", "talks");
        browser.show("output/lab/asks,lab/loads,lab/talks");

        browser.awaitTrue("/talks \\| line 9\\d*\\nasks \\| Erase the map\\? \\[y\\/N\\]\\nloads \\| doneing 100%$/"
                + ".test(document.getElementById('terminal')?.screen?.text)");
        assertThat(shown().lines().filter(line -> line.contains("Erase"))).hasSize(1);
        browser.awaitTrue(
                "(rows => rows.getBoundingClientRect().bottom"
                        + " <= rows.closest('.screen').getBoundingClientRect().bottom)(document.querySelector('.xterm-screen'))");
        browser.screenshot("unended");
        lab.tmux("send-keys", "-t", "=lab:asks", "y", "Enter");

        browser.awaitOutput("asks | Erase the map? [y/N] y");
        browser.awaitOutput("asks | erased");
        assertThat(shown().split(Pattern.quote("Erase the map?"), -1)).hasSize(2);
        browser.show("output/lab/asks");
        browser.awaitOutput("Erase the map? [y/N] y\\nerased");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void standardErrorIsMarkedAndCanBeReadInBothThemes() throws Exception {
        run("fails");
        for (String theme : List.of("light", "dark")) {
            browser.theme(theme);
            browser.show("output/lab/fails");
            browser.awaitOutput("fine\\n! no motor");
            browser.screenshot("standard-error-" + theme);
            assertThat(browser.barriers()).isEmpty();

            browser.show("process/lab/fails");
            browser.clickOn(".last summary");
            browser.await(".last .error", "! no motor");
            assertThat(browser.barriers()).isEmpty();
            browser.screenshot("standard-error-process-" + theme);
        }
        browser.show("output/lab/fails");
        browser.awaitOutput("no motor");
        browser.type("#search", "motor");
        browser.click("In the whole log");
        browser.await(".found", "! no motor");
        assertThat(browser.complaints()).isEmpty();
    }
}
