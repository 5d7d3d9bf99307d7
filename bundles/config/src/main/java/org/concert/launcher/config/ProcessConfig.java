/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.concert.launcher.api.Target;
import org.jspecify.annotations.Nullable;

/**
 * One process of a launcher file: what to run, where, and when it is ready. Defaults are filled in.
 *
 * @param name its name: letters, digits, {@code _} and {@code -}
 * @param place where its entry begins in the file
 * @param cmd the command, not yet filled in
 * @param machine {@code local} for this machine, else {@code user@host}, {@code user@host:port} or an SSH host alias
 * @param container the Docker container it runs in, on its machine; null if in none
 * @param readyCheck the command whose exit code 0 means ready; null if there is none
 * @param readyDelay without a ready check: how long it must have lived to be ready
 * @param readyPeriod the time from the start of one ready check to the start of the next; more than zero
 * @param readyTimeout how long it may take to become ready; more than zero, null for as long as it likes
 * @param persistent false for a one-shot, whose exit code is its result
 * @param depends the processes that must be ready before it starts, in the order of the file. Some may not be defined:
 *     see {@link LauncherConfig#warnings()}
 * @param session the tmux session of its window
 * @param variants its flags and groups by name, in the order of the file
 * @param forceSigquit whether a stop begins with SIGQUIT
 * @param stopSignal the first signal of a stop, such as {@code SIGINT}
 * @param stopTimeout how long to wait after each signal of a stop
 * @param restart when it is started again after it ended
 * @param restartLimit how often it is started again at most, in 10 minutes; 0 or more
 * @param env environment variables set before the command, in the order of the file
 * @param cwd the directory the command starts in; null for the one of the shell
 * @param logMaxBytes the size in bytes at which its captured output is rotated; more than 0
 * @param logKeep how many rotated files of output are kept; 0 or more
 * @param showUi whether the console shows it
 * @param category the heading the console shows it under; null for none
 */
public record ProcessConfig(
        String name,
        Place place,
        Template cmd,
        String machine,
        @Nullable String container,
        @Nullable Template readyCheck,
        Duration readyDelay,
        Duration readyPeriod,
        @Nullable Duration readyTimeout,
        boolean persistent,
        List<String> depends,
        String session,
        Map<String, Variant> variants,
        boolean forceSigquit,
        String stopSignal,
        Duration stopTimeout,
        RestartMode restart,
        int restartLimit,
        Map<String, String> env,
        @Nullable String cwd,
        long logMaxBytes,
        int logKeep,
        boolean showUi,
        @Nullable String category) {

    /** Keep copies of the collections. */
    public ProcessConfig {
        depends = List.copyOf(depends);
        variants = Ordered.copyOf(variants);
        env = Ordered.copyOf(env);
    }

    /** Tell whether its window is where that of another definition is, and what runs in it in the same container. */
    public boolean isInPlaceOf(ProcessConfig other) {
        return name.equals(other.name)
                && session.equals(other.session)
                && machine.equals(other.machine)
                && Objects.equals(container, other.container);
    }

    /** Tell whether another definition says the same, wherever it stands in its file. */
    public boolean saysSameAs(ProcessConfig other) {
        return equals(other.at(place));
    }

    private ProcessConfig at(Place elsewhere) {
        return new ProcessConfig(
                name,
                elsewhere,
                cmd,
                machine,
                container,
                readyCheck,
                readyDelay,
                readyPeriod,
                readyTimeout,
                persistent,
                depends,
                session,
                variants,
                forceSigquit,
                stopSignal,
                stopTimeout,
                restart,
                restartLimit,
                env,
                cwd,
                logMaxBytes,
                logKeep,
                showUi,
                category);
    }

    /** Tell whether it runs on this machine (perhaps in a container of it). */
    public boolean isLocal() {
        return machine.equals(Target.LOCAL);
    }
}
