/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
    private final Supplier<List<String>> logind;

    /**
     * Create one.
     *
     * @param proc the folder of process ids
     * @param user who logs out
     * @param logind asks logind for its settings, a line {@code NAME=VALUE} for each; nothing where there is none
     */
    LogOut(Path proc, String user, Supplier<List<String>> logind) {
        this.proc = proc;
        this.user = user;
        this.logind = logind;
    }

    /** Return that of this machine. */
    public static LogOut ofMachine() {
        return new LogOut(Path.of("/proc"), System.getProperty("user.name", ""), LogOut::askLogind);
    }

    /**
     * Return one line if the log-out ends programs; else nothing.
     *
     * @param pids programs of this machine
     * @param typed makes of a command what the user types to give it
     */
    public List<String> warnings(Collection<Long> pids, UnaryOperator<String> typed) {
        return pids.stream().anyMatch(this::isOfALogIn) && endsWhatIsLeft()
                ? List.of("what was started ends when you log out, as this machine ends what users leave behind"
                        + " (KillUserProcesses=yes); to keep it: loginctl enable-linger, then '"
                        + typed.apply("kill --all") + "', and start it again")
                : List.of();
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

    private boolean endsWhatIsLeft() {
        var settings = logind.get().stream()
                .map(line -> line.split("=", 2))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(
                        parts -> parts[0], parts -> Arrays.asList(parts[1].split(" ", -1)), (a, b) -> a));
        List<String> only = settings.getOrDefault("KillOnlyUsers", List.of(""));
        return settings.getOrDefault("KillUserProcesses", List.of()).contains("yes")
                && (only.equals(List.of("")) || only.contains(user))
                && !settings.getOrDefault("KillExcludeUsers", List.of()).contains(user);
    }

    /** Without a name it tells of logind itself. */
    private static List<String> askLogind() {
        try {
            Process asked = new ProcessBuilder(
                            "loginctl",
                            "show-user",
                            "-p",
                            "KillUserProcesses",
                            "-p",
                            "KillOnlyUsers",
                            "-p",
                            "KillExcludeUsers")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // What it prints fits into the pipe.
            if (!asked.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                asked.destroyForcibly();
                return List.of();
            }
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
