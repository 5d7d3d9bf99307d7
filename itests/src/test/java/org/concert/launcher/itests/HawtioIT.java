/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.TimeoutException;

/** hawtio in a real browser, connected to {@code serve} by its proxy, as {@code consoles.md} tells. */
@Order(10)
class HawtioIT {

    private static Lab lab;
    private static Hawtio hawtio;
    private static ServingLauncher serve;

    private Browser browser;

    @BeforeAll
    static void startBoth() throws Exception {
        lab = new Lab();
        hawtio = Hawtio.start(lab);
        lab.launcherFile("""
                imu: {cmd: exec sleep 100001}
                cartesio: {cmd: exec sleep 100001, depends: [imu]}
                camera: {cmd: echo no camera; exit 7}
                """);
        Distribution distribution = Distribution.unpack(lab);
        Files.writeString(
                distribution.home().resolve("etc/framework.properties"),
                "org.concert.launcher.http.origins=" + hawtio.origin() + "\n",
                StandardOpenOption.APPEND);
        distribution.addUser(lab, "ann", "operator");
        distribution.addUser(lab, "vic", "viewer");
        serve = ServingLauncher.start(lab, distribution, 0);
        lab.launcher("run", "camera");
        hawtio.await();
    }

    @AfterAll
    static void endBoth() throws Exception {
        lab.close();
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void operatorSeesTheProcessesAndStartsOne() throws Exception {
        connectAs("ann");

        show("camera");
        browser.await("body", "exit code 7");
        browser.resize(1280, 1200);
        browser.screenshot("hawtio");
        execute("cartesio", "start()");

        browser.await("body", "Operation successful");
        Lab.await(
                "cartesio is ready",
                () -> lab.launcher("status", "--json", "cartesio").stdout().contains("\"READY\""));
    }

    @Test
    void viewerSeesTheProcessesAndIsToldThatHeMayNotStopOne() throws Exception {
        connectAs("vic");

        show("camera");
        browser.await("body", "exit code 7");
        execute("imu", "stop()");

        browser.await("body", "Operation stop() forbidden");
    }

    @Test
    void viewerSeesTheThreadsOfTheLauncher() throws Exception {
        connectAs("vic");

        browser.click("Runtime");
        browser.click("Threads");

        browser.await("body", "EventAdminAsyncThread");
    }

    /** Now and then Hawtio cannot read the credentials that it has just stored (OperationError), and asks without; then people log in again. */
    private void connectAs(String user) throws Exception {
        try {
            logInAs(user);
        } catch (TimeoutException e) {
            if (!String.valueOf(e.getMessage()).contains("OperationError")) {
                throw e;
            }
            browser.close();
            logInAs(user);
        }
    }

    private void logInAs(String user) throws Exception {
        browser = Browser.open(lab, hawtio.address());
        browser.click("Add connection");
        browser.type("#connection-form-name", "robot");
        browser.clickOn("#connection-form-scheme + span");
        browser.type("#connection-form-host", "127.0.0.1");
        browser.type("#connection-form-port", Integer.toString(serve.port()));
        browser.type("#connection-form-path", "/jolokia");
        browser.click("Test connection");
        browser.await("body", "Connection successful");
        browser.click("Add");
        browser.clickOn("button.pf-m-primary.pf-m-small");
        browser.followToNewWindow();
        browser.type("#connect-login-form-username", user);
        browser.type("#connect-login-form-password", Distribution.PASSWORD);
        browser.click("Log in");
        browser.await("body", "org.concert.launcher");
    }

    private void show(String process) {
        browser.click("Expand all");
        browser.click(process);
        browser.await("body", "name=" + process);
    }

    private void execute(String process, String operation) {
        browser.click(process);
        browser.await("body", "name=" + process);
        browser.click("Operations");
        browser.clickOn("li[aria-labelledby='operation " + operation + "'] button[aria-label=Details]");
        browser.clickOn("section[id='operation-execute-" + operation + "'] button");
    }
}
