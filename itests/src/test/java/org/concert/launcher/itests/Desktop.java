/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A screen that nobody looks at (Xvfb), and Java programs with windows on it. */
final class Desktop implements AutoCloseable {

    private static final Path XVFB = Path.of("/usr/bin/Xvfb");

    private final Lab lab;
    private final Process xvfb;

    private Desktop(Lab lab, Process xvfb) {
        this.lab = lab;
        this.xvfb = xvfb;
    }

    /** Open one; skips the tests where there is no Xvfb, or no JConsole with windows. */
    static Desktop open(Lab lab) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(XVFB), "no Xvfb here");
        Path java = Path.of(System.getProperty("java.home"));
        assumeTrue(Files.exists(java.resolve("lib/libawt_xawt.so")), "this JDK can open no windows");
        assumeTrue(ModuleFinder.ofSystem().find("jdk.jconsole").isPresent(), "this JDK has no JConsole");
        // It takes the first number that is free, and prints it once it can be used.
        Process xvfb = lab.start(List.of(
                XVFB.toString(),
                "-displayfd",
                "1",
                "-screen",
                "0",
                JConsoleHand.WIDTH + "x" + JConsoleHand.HEIGHT + "x24",
                "-nolisten",
                "tcp"));
        Lab.await("Xvfb is there", () -> lab.printed(xvfb).endsWith("\n") || !xvfb.isAlive());
        if (!xvfb.isAlive()) {
            throw new IOException("Xvfb ended: " + lab.complained(xvfb));
        }
        lab.environment().put("DISPLAY", ":" + lab.printed(xvfb).strip());
        return new Desktop(lab, xvfb);
    }

    /** Run JConsole to the end of what {@link JConsoleHand} does with it. */
    Lab.Ended jconsole(String... arguments) throws IOException, InterruptedException {
        return lab.run(JConsoleHand.command(arguments).toArray(String[]::new));
    }

    @Override
    public void close() {
        // Killed outright it would leave a lock file behind.
        xvfb.destroy();
        xvfb.onExit().join();
    }
}
