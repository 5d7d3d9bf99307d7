/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.local.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
            List.of("perl", "-MPOSIX", "-e", "sigprocmask(SIG_SETMASK, POSIX::SigSet->new); exec {$ARGV[0]} @ARGV"));

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
            known = WAYS.stream().filter(this::works).findFirst().orElseGet(() -> {
                logger.warn(
                        "Neither env --default-signal nor perl is there: programs are started with SIGQUIT blocked");
                return List.of();
            });
            found = known;
        }
        return known;
    }

    private boolean works(List<String> words) {
        if (programs.find(words.get(0)).isEmpty()) {
            return false;
        }
        List<String> trial = new ArrayList<>(words);
        trial.add("true");
        try {
            Process process = new ProcessBuilder(trial)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            logger.debug("{} does not run", words.get(0), e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
