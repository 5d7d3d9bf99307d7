/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.service;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether the log-out of a user ends what he has started: it does where that lives in the cgroup of his log-in, and logind is told to end what is in
 * there (KillUserProcesses=yes).
 */
public final class LogOut {

    private static final Pattern LOG_IN = Pattern.compile("/session-[^/\\s]+\\.scope");

    /** The bus of a machine that is busy answers late; who has started something waits for this. */
    private static final long LONGEST_SECONDS = 10;

    private final Path proc;
    private final String user;
    private final Logind logind;

    /**
     * Create one.
     *
     * @param proc the folder of process ids
     * @param user who logs out
     * @param logind is asked for its settings
     */
    LogOut(Path proc, String user, Logind logind) {
        this.proc = proc;
        this.user = user;
        this.logind = logind;
    }

    /** Return that of this machine. */
    public static LogOut ofMachine() {
        return new LogOut(Path.of("/proc"), System.getProperty("user.name", ""), LogOut::askLogind);
    }

    /**
     * Return one line if the log-out ends programs, or if that cannot be found out; else nothing.
     *
     * @param pids programs of this machine
     * @param typed makes of a command what the user types to give it
     */
    public List<String> warnings(Collection<Long> pids, UnaryOperator<String> typed) {
        if (pids.stream().noneMatch(this::isOfALogIn)) {
            return List.of();
        }
        try {
            return endsWhatIsLeft()
                    ? List.of("what was started ends when you log out, as this machine ends what users leave behind"
                            + " (KillUserProcesses=yes); to keep it: loginctl enable-linger, then '"
                            + typed.apply("kill --all") + "', and start it again")
                    : List.of();
        } catch (IOException e) {
            return List.of("cannot find out whether what was started ends when you log out: " + e.getMessage()
                    + "; 'loginctl show-user -p KillUserProcesses' tells");
        }
    }

    private boolean isOfALogIn(long pid) {
        try {
            return LOG_IN.matcher(
                            Files.readString(proc.resolve(Long.toString(pid)).resolve("cgroup")))
                    .find();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean endsWhatIsLeft() throws IOException {
        var settings = logind.settings().stream()
                .map(line -> line.split("=", 2))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(
                        parts -> parts[0], parts -> Arrays.asList(parts[1].split(" ", -1)), (a, b) -> a));
        List<String> only = settings.getOrDefault("KillOnlyUsers", List.of(""));
        return settings.getOrDefault("KillUserProcesses", List.of()).contains("yes")
                && (only.equals(List.of("")) || only.contains(user))
                && !settings.getOrDefault("KillExcludeUsers", List.of()).contains(user);
    }

    /** Without a name, show-user tells of logind itself. */
    private static List<String> askLogind() throws IOException {
        // As sd_booted(3) says it: elsewhere nobody ends what is left.
        if (!Files.isDirectory(Path.of("/run/systemd/system"))) {
            return List.of();
        }
        Process asked = new ProcessBuilder(
                        "loginctl",
                        "show-user",
                        "-p",
                        "KillUserProcesses",
                        "-p",
                        "KillOnlyUsers",
                        "-p",
                        "KillExcludeUsers")
                .redirectErrorStream(true)
                .start();
        try {
            // What it prints fits into the pipe.
            if (!asked.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("loginctl has not answered within " + LONGEST_SECONDS + " s");
            }
            String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (asked.exitValue() != 0) {
                throw new IOException("loginctl says: " + said.strip());
            }
            return said.lines().toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while loginctl was asked");
        } finally {
            asked.destroyForcibly();
        }
    }

    /** Knows the settings of logind. */
    @FunctionalInterface
    interface Logind {

        /**
         * Return the settings.
         *
         * @return a line {@code NAME=VALUE} for each; nothing where there is no logind
         * @throws IOException if it does not answer; the message says why
         */
        List<String> settings() throws IOException;
    }
}
