/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The web console in a real browser, with a real launcher behind it. */
@Order(2)
class ConsoleIT extends WithConsole {

    private static final String ROBOT = """
            context:
              session: lab
              params: {rate: {default: 500, type: int, min: 1, max: 2000, help: samples a second}}
              targets: {sensors: [ecat, imu], arm: {targets: [sensors], run: [lidar]}}
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
            goto: {cmd: 'echo going to {pose}; exec sleep 100001', category: Control}
            never: {cmd: 'exec sleep 100001', ready_check: "false", ready_timeout: 1s, category: Perception}
            """;

    /** What is to be seen on each page before a picture of it is taken. */
    private static final Map<String, String> PAGES = Map.of(
            "processes", "document.querySelectorAll('.process').length > 5",
            "process/lab/imu", "document.querySelector('#charts')?.dataset.samples > 0",
            "process/lab/camera", "document.querySelector('.last')?.innerText.includes('no camera')",
            "graph", graphed("lab/imu", "data('state') === 'READY'"),
            "output/lab/imu,lab/ecat", "document.getElementById('terminal')?.screen?.text.includes('imu')",
            "output/lab/ecat,lab/imu?beside=true",
                    "document.querySelector('.screen:is(#terminal-2, .pane:only-child *)')?.screen?.text.includes('imu')",
            "timeline", "document.querySelectorAll('.stretch').length > 1",
            "machines", "document.querySelector('[data-machine=local]')?.innerText.includes('CONNECTED')",
            "audit", "document.querySelector('.audit')?.innerText.includes('cartesio')");

    ConsoleIT() {
        super(ROBOT);
    }

    @AfterEach
    void stopAll() throws Exception {
        Files.deleteIfExists(lab.folder().resolve("go"));
        serve.stopAll();
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

        browser.awaitTrue(graphed("lab/xbot2", "data('state') === 'RUNNING'"));
        browser.awaitTrue(graphed("lab/cartesio>lab/xbot2", "data('waits') === true"));
        lab.file("go", "");
        browser.awaitTrue(graphed("lab/cartesio", "data('state') === 'READY'"));
        browser.awaitTrue(graphed("lab/cartesio>lab/xbot2", "data('waits') === false"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void graphIsSavedForOtherProgramsAndAsAPicture() {
        browser.show("graph");
        browser.awaitTrue(graphed("lab/imu", "data('state') === 'STOPPED'"));
        browser.clickOn(".toolbar details summary");

        assertThat(browser.ask("fetch(document.querySelector('a[href*=mermaid]').href).then(answer => answer.text())"))
                .asString()
                .startsWith("flowchart LR\n")
                .contains("[imu]", " --> ");
        browser.ask("URL.createObjectURL = blob => { window.saved = blob; return 'data:,'; }");
        browser.click("SVG, as it is drawn");
        assertThat(browser.ask("window.saved.text()"))
                .asString()
                .startsWith("<svg ")
                .contains("cartesio", "– imu");
        assertThat(browser.ask(
                        "window.saved.text().then(text => new DOMParser().parseFromString(text, 'image/svg+xml'))"
                                + ".then(picture => picture.querySelectorAll('polyline').length)"))
                .isEqualTo(3L);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void timelineTellsWhoWaitedForWhomAndTheChainThatTookSoLong() throws Exception {
        lab.file("go", "");
        browser.click("Start cartesio");
        browser.awaitState("cartesio", "READY");

        browser.show("timeline");

        browser.await(".timeline", "after xbot2");
        assertThat(browser.ask(
                                "[...document.querySelectorAll('.critical .name')].map(name => name.innerText).join(' ')")
                        .toString())
                .contains("xbot2", "cartesio");
    }

    @Test
    void failureIsShownWithItsReason() throws Exception {
        browser.click("Start camera");

        browser.awaitState("camera", "FAILED");
        browser.await("[data-process='lab/camera'] .said", "7");
        browser.show("process/lab/camera");

        browser.await(".detail .why", "7");
        browser.await(".detail .last", "no camera");
        browser.await(".detail .history", "exit code 7");
        browser.await(".detail .facts", "start camera by local");
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
    void parameterWithoutAValueIsAskedForAndOneWithADefaultHasAField() throws Exception {
        browser.click("Start goto");
        browser.await(".plan-error", "Give a value for pose");
        browser.type("[name=pose]", "home");
        browser.enter("[name=pose]");
        browser.await(".plan", "going to home");
        browser.click("Start goto");
        browser.awaitState("goto", "READY");

        browser.show("process/lab/imu");
        browser.await(".param", "from 1 to 2000");
        assertThat(browser.find("[name=rate]").getDomProperty("value")).isEqualTo("500");
        browser.type("[name=rate]", "700");
        browser.enter("[name=rate]");
        browser.await(".plan", "sample %d of 700");
    }

    @Test
    void whatFailedAndStillHasAProgramCanBeStopped() throws Exception {
        browser.click("Start never");
        browser.awaitState("never", "FAILED");

        browser.click("Stop never");

        browser.awaitState("never", "STOPPED");
    }

    @Test
    void restartIsWithWhatIsChosenAfterSayingSo() throws Exception {
        browser.show("process/lab/imu");
        browser.click("raw");
        browser.await(".plan", "# raw");
        browser.click("Start imu");
        browser.awaitState("imu", "READY");
        browser.click("fused");
        browser.click("Restart imu");
        browser.await("dialog", "It runs with raw, and is started again with fused");
        browser.clickOn("dialog button[value=yes]");

        browser.await("[data-process='lab/imu'] .tag", "fused");
        browser.awaitState("imu", "READY");
        assertThat(serve.attribute("imu", "SelectedVariants")).contains("fused");
    }

    @Test
    void targetIsSwitchedWithAPreviewAndWhatDeviatesIsTold() throws Exception {
        browser.await(".targets", "nothing runs");
        browser.click("arm");
        browser.await("dialog", "Start 3");
        browser.clickOn("dialog button[value=yes]");
        browser.await(".targets-said", "arm is in force");

        browser.click("Stop lidar");
        browser.await(".targets-said", "sensors is in force");
        browser.click("Stop imu");
        browser.await(".deviations", "2 deviate");
        browser.clickOn(".deviations summary");
        browser.await(".deviations", "lidar does not run");
        browser.click("sensors");
        browser.await("dialog", "imu");
        browser.clickOn("dialog button[value=yes]");
        browser.await(".targets-said", "sensors is in force");
        browser.click("↶ Back to arm");
        browser.await("dialog", "Switch to arm?");
    }

    @Test
    void resourcesOfTheLastHourAreDrawn() throws Exception {
        browser.click("Start imu");
        browser.awaitState("imu", "READY");

        browser.show("process/lab/imu");

        browser.awaitTrue("document.querySelectorAll('#charts canvas').length === 2");
        browser.awaitTrue("document.querySelector('#charts').dataset.samples > 1");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void severalAreSelectedAndWhatFailedIsStartedAtOnce() throws Exception {
        browser.clickOn("[data-process='lab/ecat'] .check");
        browser.clickOn("[data-process='lab/imu'] .check");
        browser.click("Start them");
        browser.awaitState("ecat", "READY");
        browser.awaitState("imu", "READY");
        browser.reload();
        browser.await(".selection", "2 selected");
        browser.click("Stop them");
        browser.awaitState("imu", "STOPPED");
        browser.click("Start camera");
        browser.awaitState("camera", "FAILED");

        browser.clickOn(".state-count:has(.state-failed)");
        browser.awaitTrue("document.querySelectorAll('[data-process]').length === 1");
        browser.awaitTrue("document.title.startsWith('✕1 lab')");
        browser.click("Start what failed (1)");
        browser.awaitTrue("document.title.startsWith('lab') || document.querySelector('.notice') !== null");
    }

    @Test
    void everyActionCanBeReachedOnEveryScreen() throws Exception {
        browser.click("Start camera");
        browser.awaitState("camera", "FAILED");
        for (int width : List.of(360, 768, 1024, 1440)) {
            browser.resize(width, 800);
            browser.show("");
            browser.awaitState("camera", "FAILED");

            assertThat(
                            browser.ask(
                                    "[...document.querySelectorAll('button, select, nav a, .check')].filter(one => {"
                                            + " const box = one.getBoundingClientRect();"
                                            + " const row = one.closest('.counts, .target-chips');"
                                            + " return row === null && (box.left < 0 || box.right > innerWidth); }).map(one => one.outerHTML)"))
                    .as("what is off the screen at %d", width)
                    .isEqualTo(List.of());
            assertThat(
                            browser.ask(
                                    "[...document.querySelectorAll('button, select, nav a, .check')].filter(one => {"
                                            + " const box = one.getBoundingClientRect();"
                                            + " return box.width > 0 && (box.width < 43.5 || box.height < 43.5); }).map(one => one.outerHTML)"))
                    .as("what is smaller than a finger at %d", width)
                    .isEqualTo(List.of());
            assertThat(browser.ask("document.documentElement.scrollWidth - innerWidth"))
                    .isEqualTo(0L);
        }
    }

    @Test
    void brokenFileIsToldAndNoLongerOnceItIsMended() throws Exception {
        lab.file("launcher.yaml", ROBOT + "broken: [");
        browser.await(".banner", "is not in force");
        lab.file("launcher.yaml", ROBOT);

        browser.awaitTrue("document.querySelector('.banner') === null");
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
    void everyPageIsThereForEverybodyOnEveryScreenInBothThemes() throws Exception {
        browser.click("Start cartesio");
        browser.click("Start camera");
        browser.awaitState("cartesio", "WAITING");
        browser.awaitState("camera", "FAILED");
        browser.awaitState("imu", "READY");

        for (String theme : List.of("light", "dark")) {
            browser.theme(theme);
            for (String size : List.of("360x740", "768x1024", "1024x768", "1440x900")) {
                String[] sides = size.split("x", -1);
                browser.resize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
                for (Map.Entry<String, String> page : PAGES.entrySet()) {
                    browser.show(page.getKey());
                    browser.awaitTrue(page.getValue());
                    String name = page.getKey().replaceAll("[/,?=]", "-") + "-" + size + "-" + theme;
                    browser.screenshot(name);
                    assertThat(browser.barriers()).as(name).isEmpty();
                }
            }
        }

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
