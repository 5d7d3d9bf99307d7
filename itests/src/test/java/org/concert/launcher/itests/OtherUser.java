/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A user of this machine that exists for one test, with a home folder in the lab; he runs the launcher of the
 * distribution. He, and all that he runs, is gone again when the lab is closed.
 */
final class OtherUser {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Lab lab;
    private final Distribution distribution;
    private final String name;
    private final Path home;

    private OtherUser(Lab lab, Distribution distribution, String name, Path home) {
        this.lab = lab;
        this.distribution = distribution;
        this.name = name;
        this.home = home;
    }

    /** Make a user; where this may not be done, the test is skipped. */
    static OtherUser create(Lab lab, Distribution distribution, String role) throws IOException, InterruptedException {
        // The process id keeps test runs on one machine apart, the number the tests of one run.
        String name = "clit-" + role + "-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
        Path home = lab.folder().resolve(role);
        String useradd = "test $(id -u) = 0 && PATH=$PATH:/usr/sbin useradd -M -d \"$1\" -s /bin/bash \"$2\""
                + " && mkdir \"$1\" && chown \"$2:\" \"$1\" && chmod 755 \"$CONCERT_LAUNCHER_TEST\"";
        Lab.Ended created = lab.run("sh", "-c", useradd, "sh", home.toString(), name);
        assumeTrue(created.exitCode() == 0, "Only root may make users: " + created.stderr());
        OtherUser user = new OtherUser(lab, distribution, name, home);
        lab.undoAtEnd(user::remove);
        return user;
    }

    Path home() {
        return home;
    }

    Path log(String process) {
        return home.resolve(".local/state/concert-launcher/lab/" + process + ".log");
    }

    /** Return what he types to run the launcher. */
    List<String> command(String... arguments) {
        return distribution.command(arguments);
    }

    /** Run concert_launcher as this user, to its end. */
    Lab.Ended launcher(String... arguments) throws IOException, InterruptedException {
        return launcher(Map.of("HOME", home.toString()), arguments);
    }

    /** Run concert_launcher as this user with variables in his environment; an empty one is not set. */
    Lab.Ended launcher(Map<String, String> variables, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("runuser", "-u", name, "--", "env"));
        variables.forEach((variable, value) -> {
            if (value.isEmpty()) {
                command.add(1 + command.indexOf("env"), "-u");
                command.add(2 + command.indexOf("env"), variable);
            } else {
                command.add(variable + "=" + value);
            }
        });
        command.addAll(command(arguments));
        return lab.end(lab.start(command));
    }

    /** Run a shell command as this user, and return what it printed. */
    String shell(String command) throws IOException, InterruptedException {
        return lab.run("runuser", "-u", name, "--", "env", "HOME=" + home, "sh", "-c", command)
                .stdout();
    }

    /** Return the process ids of the programs of this user whose command line holds a text. */
    List<Long> programs(String text) {
        return lab.programs(text).stream().filter(this::owns).toList();
    }

    private boolean owns(long pid) {
        try {
            return Files.getOwner(Path.of("/proc", Long.toString(pid)))
                    .getName()
                    .equals(name);
        } catch (IOException e) {
            return false;
        }
    }

    private void remove() throws InterruptedException {
        // A program that is dying still counts as one of the user's.
        Lab.await("the user " + name + " is removed", () -> {
            ProcessHandle.allProcesses().filter(program -> owns(program.pid())).forEach(ProcessHandle::destroyForcibly);
            try {
                return lab.run("sh", "-c", "PATH=$PATH:/usr/sbin userdel \"$1\"", "sh", name)
                                .exitCode()
                        == 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        });
    }
}
