/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The web console in a real browser: of a launcher with users, of one that goes away, and of one with many processes. */
@Order(2)
class ConsoleServeIT {

    private static final String TWO = """
            context: {session: lab}
            ecat: {cmd: 'exec sleep 100001'}
            imu: {cmd: 'exec sleep 100001'}
            """;

    private static final String LAST_NUMBER =
            "Number((document.getElementById('terminal').screen.text.match(/number\\s(\\d+)(?![^]*number)/) ?? [0, 0])[1])";

    private Lab lab;
    private Distribution distribution;
    private ServingLauncher serve;
    private Browser browser;

    @BeforeEach
    void openLab() throws IOException {
        lab = new Lab();
        distribution = Distribution.unpack(lab);
    }

    @AfterEach
    void closeAll() throws Exception {
        if (browser != null) {
            browser.close();
        }
        lab.close();
    }

    private void serve(String robot) throws Exception {
        lab.file("launcher.yaml", robot);
        serve = ServingLauncher.start(lab, distribution, 0);
        browser = Browser.open(lab, serve.address());
    }

    @Test
    void viewerLogsInSeesAllAndStartsNothing() throws Exception {
        distribution.addUser(lab, "ann", "viewer");
        serve(TWO);

        browser.type("[name=user]", "ann");
        browser.type("[name=password]", "wrong horse");
        browser.enter("[name=password]");
        browser.find("[role=alert]");
        browser.type("[name=password]", Distribution.PASSWORD);
        browser.enter("[name=password]");

        browser.awaitState("imu", "STOPPED");
        assertThat(browser.find("[aria-label='Start imu']").isEnabled()).isFalse();
        browser.await("header", "looking on");
        browser.click("Log out");
        browser.find("[name=password]");
    }

    /** NoUsersIT shows that other accounts are answered so. */
    @Test
    void accountThatIsNotLetInReadsWhy() throws Exception {
        serve(TWO);
        browser.before("""
                const real = window.fetch;
                const answer = (status, body) => Promise.resolve(
                    new Response(JSON.stringify(body), {status, headers: {'Content-Type': 'application/problem+json'}}));
                window.fetch = (path, options) => path.endsWith('/me')
                    ? answer(200, {user: null, role: null, loginRequired: false, expires: null, trusted: []})
                    : path.includes('/api/') ? answer(401, {detail: 'Cannot answer: account 1000 is none of these'}) : real(path, options);
                """);

        browser.reload();

        browser.await("[role=alert]", "account 1000 is none of these");
        assertThat(browser.count("header")).isZero();
    }

    @Test
    void pageThatLosesTheServerSaysSoAndGoesOnWhenItIsBack() throws Exception {
        serve(TWO);
        browser.click("Start ecat");
        browser.awaitState("ecat", "READY");

        serve.process().destroy();

        browser.await("header .link", "no connection");
        lab.launcher("kill", "ecat");
        ServingLauncher.start(lab, distribution, serve.port());
        browser.await("header .link", "live");
        browser.awaitState("ecat", "STOPPED");
    }

    @Test
    void outputGoesOnAfterTheServerWasAwayAndBeginsAsFarBackAsItCan() throws Exception {
        serve("""
                context: {session: lab}
                count: {cmd: 'i=0; while sleep 0.1; do i=$((i+1)); echo number $i; done'}
                other: {cmd: 'while sleep 0.1; do echo of the other; done'}
                """);
        browser.click("Start count");
        browser.click("Start other");
        browser.awaitState("other", "READY");
        browser.ask("localStorage.setItem('outputLines', 20000)");
        browser.show("output/lab/count");
        browser.reload();
        browser.awaitOutput("number");

        serve.process().destroy();
        browser.await("header .link", "no connection");
        serve = ServingLauncher.start(lab, distribution, serve.port());

        browser.await("header .link", "live");
        Object before = browser.ask(LAST_NUMBER);
        browser.awaitTrue(LAST_NUMBER + " > " + before);
        browser.show("output/lab/other");
        browser.awaitOutput("of the other");
        assertThat(browser.ask("document.getElementById('terminal').screen.text")
                        .toString())
                .doesNotContain("number");
    }

    @Test
    void pageOpensWithoutTheServerAndSaysSo() throws Exception {
        serve(TWO);
        browser.awaitState("imu", "STOPPED");
        browser.awaitTrue("navigator.serviceWorker.controller !== null");
        browser.reload();
        browser.awaitState("imu", "STOPPED");

        serve.process().destroy();
        browser.await("header .link", "no connection");
        browser.reload();

        browser.await("main", "The robot cannot be reached");
    }

    @Test
    void threeHundredProcessesAreUsable() throws Exception {
        serve("context: {session: lab}\n"
                + IntStream.range(0, 300)
                        .mapToObj(i -> "p" + i)
                        .map(name -> name + ": {cmd: exec sleep 100001, category: group" + name.charAt(1)
                                + (name.length() > 2 ? ", depends: [" + name.substring(0, name.length() - 1) + "]" : "")
                                + "}\n")
                        .collect(Collectors.joining()));

        browser.awaitTrue("document.querySelectorAll('[data-process]').length === 300");
        long typing = System.nanoTime();
        browser.type("#filter", "p123");
        browser.awaitTrue("document.querySelectorAll('[data-process]').length === 1");
        long typed = System.nanoTime() - typing;
        browser.click("Start p123");
        browser.awaitState("p123", "READY");
        browser.screenshot("300-processes");
        browser.show("graph");
        browser.awaitTrue(ConsoleIT.graphed("lab/p12", "data('state') === 'READY'"));
        browser.screenshot("300-processes-graph");

        System.out.printf("300 processes: found by four letters within %d ms%n", typed / 1_000_000);
        assertThat(browser.complaints()).isEmpty();
    }
}
