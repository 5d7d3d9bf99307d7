/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The web console in a real browser, with a real launcher behind it. */
@Order(2)
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
            lidar: {cmd: 'i=0; while sleep 0.05; do i=$((i+1)); echo sample $i of many; done', category: Hardware}
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

    private static Lab lab;
    private static ServingLauncher serve;
    private static Browser browser;

    @BeforeAll
    static void serve() throws Exception {
        lab = new Lab();
        lab.file("launcher.yaml", ROBOT);
        serve = ServingLauncher.start(lab, Distribution.unpack(lab), 0);
        browser = Browser.open(lab, serve.address());
    }

    @AfterAll
    static void closeAll() throws Exception {
        if (browser != null) {
            browser.close();
        }
        lab.close();
    }

    /** What a page remembers is gone when it is loaded anew. */
    @BeforeEach
    void openNewPage() {
        browser.forget();
        browser.complaints();
    }

    @AfterEach
    void stopAll() throws Exception {
        Files.deleteIfExists(lab.folder().resolve("go"));
        for (String process : List.of("cartesio", "xbot2", "lidar", "imu", "ecat", "camera")) {
            serve.get("/jolokia/exec/org.concert.launcher:type=Process,session=lab,name=" + process + "/stop()");
            serve.awaitState(process, "STOPPED");
        }
    }

    @Test
    void processIsStartedWithTheVariantsThatAreChosen() throws Exception {
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
    void graphShowsWhoWaitsForWhomAsItHappens() throws Exception {
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
        browser.click("Start lidar");
        browser.awaitState("lidar", "READY");

        browser.click("Output of lidar");

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
        browser.click("Start camera");

        browser.awaitState("camera", "FAILED");
        browser.await("[data-process='lab/camera'] .said", "7");
    }

    @Test
    void stopOfWhatOthersDependOnIsAskedAboutFirst() throws Exception {
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
    void everyPageLooksRightInBothThemes() throws Exception {
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
    static String graphed(String id, String what) {
        return "(() => { const graph = document.getElementById('graph')?._cyreg?.cy;"
                + " const one = graph?.getElementById('" + id + "'); return one !== undefined && one.nonempty() && one."
                + what
                + "; })()";
    }
}
