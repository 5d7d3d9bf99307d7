/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.service;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd, if that has begun this program, that it serves, that it lives, and that it ends; see sd_notify(3). For any thread; it
 * does nothing elsewhere.
 */
public final class ServiceManager {

    private static final Logger logger = LoggerFactory.getLogger(ServiceManager.class);

    private static final int MICROS_PER_MILLI = 1000;
    private static final int TERMINATED = 128 + 15;

    /** Several in a period: one that is late is no reason to be ended. */
    private static final int SIGNS_PER_PERIOD = 3;

    private final Map<String, String> variables;

    private final ScheduledThreadPoolExecutor watchdog = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "concert-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    private volatile @Nullable Future<?> signs;

    /** Create one for this environment. */
    public ServiceManager(Map<String, String> variables) {
        this.variables = variables;
    }

    /**
     * Tell that it serves, and from now on, as often as systemd wants to hear it, that it lives.
     *
     * @param status a line for people
     * @param alive whether that is so
     */
    public void ready(String status, BooleanSupplier alive) {
        notify("--ready", "--status=" + status);
        long periodMillis = periodMillis();
        if (periodMillis > 0) {
            signs = watchdog.scheduleWithFixedDelay(
                    () -> tellThatItLives(alive), 0, periodMillis / SIGNS_PER_PERIOD, TimeUnit.MILLISECONDS);
        }
    }

    /** Tell that it ends; nobody is told any more that it lives. */
    public void stopping() {
        Future<?> told = signs;
        if (told != null) {
            told.cancel(false);
        }
        // It may be ended before it has begun. Not by an option: that came with systemd 253.
        complaint("STOPPING=1").ifPresent(why -> logger.debug("{}", why));
    }

    private long periodMillis() {
        try {
            return Long.parseLong(variables.getOrDefault("WATCHDOG_USEC", "0")) / MICROS_PER_MILLI;
        } catch (NumberFormatException e) {
            logger.warn("WATCHDOG_USEC is no number: {}", variables.get("WATCHDOG_USEC"));
            return 0;
        }
    }

    private void tellThatItLives(BooleanSupplier alive) {
        if (alive.getAsBoolean()) {
            notify("WATCHDOG=1");
        }
    }

    private void notify(String... words) {
        complaint(words).ifPresent(why -> logger.warn("{}", why));
    }

    /** Tell systemd something, and return what is wrong if that cannot be done. */
    private Optional<String> complaint(String... words) {
        if (!variables.containsKey("NOTIFY_SOCKET")) {
            return Optional.empty();
        }
        String[] command = new String[words.length + 1];
        command[0] = "systemd-notify";
        System.arraycopy(words, 0, command, 1, words.length);
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            // A stop of the unit ends all that is in it, this too.
            return code == 0 || code == TERMINATED
                    ? Optional.empty()
                    : Optional.of(
                            "Cannot tell systemd %s: systemd-notify ended with exit code %d".formatted(words[0], code));
        } catch (IOException e) {
            return Optional.of("Cannot tell systemd %s: %s".formatted(words[0], e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
