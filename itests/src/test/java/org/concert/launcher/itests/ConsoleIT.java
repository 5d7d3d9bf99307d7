/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The web console in a real browser, with a real launcher behind it. */
class ConsoleIT {

    private static final String ROBOT = """
            context: {session: lab, params: {rate: 500}}
            ecat:
              cmd: 'echo master; exec sleep 100001'
              category: Hardware
            imu:
              cmd: 'i=0; while :; do i=$((i+1)); printf "\\033[32mimu\\033[0m sample %d of {rate}\\n" $i; sleep 0.05; done'
              category: Hardware
              variants:
                fast: {params: {rate: 1000}}
                mode:
                  - raw: {cmd: "{cmd} # raw"}
                  - fused: {cmd: "{cmd} # fused"}
            xbot2:
              cmd: 'exec sleep 100001'
              ready_check: test -e $LAB/go
              ready_period: 200ms
              depends: [ecat, imu]
              category: Control
            cartesio:
              cmd: 'exec sleep 100001'
              depends: [xbot2]
              category: Control
            camera:
              cmd: 'echo no camera; sleep 0.1; exit 7'
              category: Perception
            """;

    private Lab lab;
    private Distribution distribution;
    private ServingLauncher serve;
    private Browser browser;

    @BeforeEach
    void openLab() throws IOException {
        lab = new Lab();
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
        distribution = Distribution.unpack(lab);
        serve = ServingLauncher.start(lab, distribution, 0);
        browser = Browser.open(lab, serve.address());
    }

    @Test
    void processIsStartedWithTheVariantsThatAreChosen() throws Exception {
        serve(ROBOT);

        browser.find("[data-process='lab/imu']").click();
        browser.click("fast");
        browser.click("fused");
        browser.await(".plan", "sample %d of 1000");
        browser.click("Start imu");

        browser.awaitState("imu", "READY");
        assertThat(serve.attribute("imu", "SelectedVariants")).contains("fast", "fused");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void viewerLogsInSeesAllAndStartsNothing() throws Exception {
        lab.file("launcher.yaml", ROBOT);
        distribution = Distribution.unpack(lab);
        distribution.addUser(lab, "ann", "viewer");
        serve = ServingLauncher.start(lab, distribution, 0);
        browser = Browser.open(lab, serve.address());

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

    @Test
    void graphShowsWhoWaitsForWhomAsItHappens() throws Exception {
        serve(ROBOT);
        browser.click("Start cartesio");
        browser.awaitState("cartesio", "WAITING");
        browser.await("[data-process='lab/cartesio'] .said", "waits for xbot2");

        browser.show("graph");

        browser.awaitTrue(graphed("lab/xbot2", "data('state') === 'running'"));
        browser.awaitTrue(graphed("lab/cartesio>lab/xbot2", "data('waits') === true"));
        lab.file("go", "");
        browser.awaitTrue(graphed("lab/cartesio", "data('state') === 'ready'"));
        browser.awaitTrue(graphed("lab/cartesio>lab/xbot2", "data('waits') === false"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void outputIsFollowedSearchedAndHeld() throws Exception {
        serve(ROBOT);
        browser.click("Start imu");
        browser.awaitState("imu", "READY");

        browser.click("Output of imu");

        browser.await("#terminal .xterm-rows", "sample");
        browser.click("Pause");
        browser.await("[aria-pressed=true]", "Go on (1");
        browser.find("[aria-pressed=true]").click();
        browser.type("#search", "sample 3 ");
        browser.enter("#search");
        browser.await("[aria-live=polite]", "1 lines");
    }

    @Test
    void failureIsShownWithItsReason() throws Exception {
        serve(ROBOT);

        browser.click("Start camera");

        browser.awaitState("camera", "FAILED");
        browser.await("[data-process='lab/camera'] .said", "7");
    }

    @Test
    void stopOfWhatOthersDependOnIsAskedAboutFirst() throws Exception {
        serve(ROBOT);
        lab.file("go", "");
        browser.click("Start cartesio");
        browser.awaitState("cartesio", "READY");

        browser.click("Stop ecat");
        browser.await("dialog", "What depends on it goes first: xbot2, cartesio");
        browser.click("Stop");

        browser.awaitState("ecat", "STOPPED");
        browser.awaitState("cartesio", "STOPPED");
        browser.awaitState("imu", "READY");
    }

    @Test
    void keysDoWhatTheButtonsDo() throws Exception {
        serve(ROBOT);
        browser.find("[data-process='lab/ecat']");

        browser.press("j");
        browser.press("s");
        browser.awaitState("ecat", "READY");
        browser.press("x");
        browser.awaitState("ecat", "STOPPED");
        browser.press("m");

        browser.await("[data-machine=local]", "CONNECTED");
    }

    @Test
    void pageThatLosesTheServerSaysSoAndGoesOnWhenItIsBack() throws Exception {
        serve(ROBOT);
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
        browser.awaitTrue(graphed("lab/p12", "data('state') === 'ready'"));
        browser.screenshot("300-processes-graph");

        System.out.printf("300 processes: found by four letters within %d ms%n", typed / 1_000_000);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void everyPageLooksRightInBothThemes() throws Exception {
        serve(ROBOT);
        browser.click("Start cartesio");
        browser.click("Start camera");
        browser.awaitState("cartesio", "WAITING");
        browser.awaitState("camera", "FAILED");
        browser.awaitState("imu", "READY");

        for (String theme : List.of("light", "dark")) {
            browser.show("");
            browser.theme(theme);
            browser.find("[data-process='lab/imu']").click();
            browser.await(".plan", "sample");
            browser.screenshot("processes-" + theme);
            browser.show("graph");
            browser.awaitTrue(graphed("lab/imu", "data('state') === 'ready'"));
            browser.screenshot("graph-" + theme);
            browser.show("output/lab/imu,lab/ecat");
            browser.await("#terminal .xterm-rows", "imu");
            browser.screenshot("output-" + theme);
            browser.show("machines");
            browser.await("[data-machine=local]", "CONNECTED");
            browser.screenshot("machines-" + theme);
            browser.show("audit");
            browser.await(".audit", "cartesio");
            browser.screenshot("audit-" + theme);
        }
        browser.show("");
        browser.resize(800, 1200);
        browser.awaitState("imu", "READY");
        browser.screenshot("processes-tablet");

        assertThat(browser.complaints()).isEmpty();
    }

    /** A script that looks at a node or an edge of the graph as it is drawn. */
    private static String graphed(String id, String what) {
        return "(() => { const graph = document.getElementById('graph')?._cyreg?.cy;"
                + " const one = graph?.getElementById('" + id + "'); return one !== undefined && one.nonempty() && one."
                + what
                + "; })()";
    }
}
