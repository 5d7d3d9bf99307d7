/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.local.internal;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the words before a command that undo what the JVM does to its children: it starts them with SIGQUIT blocked (its
 * own thread dump signal). A tmux server would hand that on to every process, and {@code force_sigquit} would do nothing.
 *
 * <p>Two ways: {@code env} of coreutils 8.31 and later, or perl. Safe for use by several threads.
 */
final class SignalUnblocking {

    private static final Logger logger = LoggerFactory.getLogger(SignalUnblocking.class);

    private static final List<List<String>> WAYS = List.of(
            List.of("env", "--default-signal=QUIT"),
            List.of(
                    "perl",
                    "-MPOSIX",
                    "-e",
                    "$SIG{QUIT} = q(DEFAULT); sigprocmask(SIG_SETMASK, POSIX::SigSet->new); exec {$ARGV[0]} @ARGV"));

    private static final long TRIAL_SECONDS = 5;

    private final ProgramPath programs;
    private @Nullable List<String> found;

    SignalUnblocking(ProgramPath programs) {
        this.programs = programs;
    }

    /** Return the words; none if this machine has no way, which is then logged once. */
    synchronized List<String> get() {
        List<String> known = found;
        if (known == null) {
            known = WAYS.stream()
                    .flatMap(way -> located(way).stream())
                    .filter(this::works)
                    .findFirst()
                    .orElse(List.of());
            if (Thread.currentThread().isInterrupted()) {
                return known; // A trial was cut short: nothing is known.
            }
            if (known.isEmpty()) {
                logger.warn(
                        "Neither env --default-signal nor perl is there: programs are started with SIGQUIT blocked");
            }
            found = known;
        }
        return known;
    }

    private Optional<List<String>> located(List<String> way) {
        return programs.find(way.get(0)).map(program -> {
            List<String> words = new ArrayList<>(way);
            words.set(0, program.getAbsolutePath());
            return words;
        });
    }

    private boolean works(List<String> words) {
        List<String> trial = new ArrayList<>(words);
        trial.add(programs.find("true").map(File::getAbsolutePath).orElse("true"));
        try {
            Process process = new ProcessBuilder(trial)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return process.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            logger.debug("{} does not run", words.get(0), e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
