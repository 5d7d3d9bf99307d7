/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli;

import org.concert.launcher.cli.internal.Cli;
import org.concert.launcher.cli.internal.terminal.Environment;

/** The program {@code concert_launcher}. */
public final class Main {

    private Main() {}

    /** Run one command line and exit with its code. */
    public static void main(String[] args) {
        Environment.nameLevelsToTheJournal();
        System.exit(new Cli(Environment.ofProcess()).run(args));
    }
}
