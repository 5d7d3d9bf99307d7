/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * A test whose methods share one lab with a launcher that serves, and one browser with its console: both take seconds to
 * start. Each method has a page of its own, and sees to its processes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WithConsole {

    private final String robot;
    Lab lab;
    ServingLauncher serve;
    Browser browser;

    /**
     * Create one.
     *
     * @param robot the launcher file, in which {@code $LAB} is the folder of the lab
     */
    WithConsole(String robot) {
        this.robot = robot;
    }

    @BeforeAll
    void openConsole() throws Exception {
        lab = new Lab();
        lab.file("launcher.yaml", robot);
        serve = ServingLauncher.start(lab, Distribution.unpack(lab), 0);
        browser = Browser.open(lab, serve.address());
    }

    @AfterAll
    void closeConsole() throws Exception {
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
}
