/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.window.UptimeClock;
import org.concert.launcher.tmux.TmuxVersion;
import org.jspecify.annotations.Nullable;

/**
 * What a machine tells of itself.
 *
 * @param home the home folder of the user there
 * @param stateFolder where programs of the user keep their state (XDG Base Directory Specification)
 * @param mountNamespace the number of the mount namespace there, which tells a container from its machine; may be empty
 * @param tmuxVersion the version of its tmux
 * @param bash whether there is a bash
 * @param uptime its clock that counts from its boot; null if it has none
 */
record MachineFacts(
        String home,
        String stateFolder,
        String mountNamespace,
        TmuxVersion tmuxVersion,
        boolean bash,
        @Nullable UptimeClock uptime) {

    /** Pane options, {@code new-session -f} and {@code list-panes -f} came with 3.2. */
    private static final int MAJOR = 3;

    private static final int MINOR = 2;

    /** Read the greeting of the command agent: each fact ends with a NUL. */
    static MachineFacts parse(String machine, String greeting) throws TransportException {
        String[] facts = split("machine " + machine, greeting);
        String tmux = facts[3];
        if (!tmux.startsWith("tmux ")) {
            throw tmuxMissing(machine);
        }
        TmuxVersion version;
        try {
            version = TmuxVersion.parse(tmux);
        } catch (IllegalArgumentException e) {
            throw new TransportException(
                    "Cannot use machine %s: its tmux has no version I understand: %s".formatted(machine, tmux), e);
        }
        if (!version.atLeast(MAJOR, MINOR)) {
            throw new TransportException("Cannot use machine %s: it has %s, and at least %d.%d is needed"
                    .formatted(machine, tmux, MAJOR, MINOR));
        }
        return new MachineFacts(
                facts[0], facts[1], facts[2], version, hasBash(facts), UptimeClock.told(facts[5], System.nanoTime()));
    }

    /** Return whether the greeting of the command agent in a container tells of a bash; nothing else of it is of interest. */
    static boolean bashIn(String container, String greeting) throws TransportException {
        return hasBash(split(container, greeting));
    }

    /** Return the number of the mount namespace that the greeting of the command agent tells. */
    static String mountNamespace(String machine, String greeting) throws TransportException {
        return split("machine " + machine, greeting)[2];
    }

    /** Return the clock that counts from the boot, as the greeting of the command agent tells it; null if there is none. */
    static @Nullable UptimeClock uptime(String machine, String greeting) throws TransportException {
        return UptimeClock.told(split("machine " + machine, greeting)[5], System.nanoTime());
    }

    /** Return where programs of the user keep their state, as the greeting of the command agent tells it. */
    static String stateFolder(String machine, String greeting) throws TransportException {
        return split("machine " + machine, greeting)[1];
    }

    private static boolean hasBash(String[] facts) {
        return !facts[4].isEmpty();
    }

    private static String[] split(String place, String greeting) throws TransportException {
        String[] facts = greeting.split("\0", -1);
        if (facts.length < 6) {
            throw new TransportException(
                    "Cannot use %s: its shell gave an unexpected answer: %s".formatted(place, greeting.strip()));
        }
        return facts;
    }

    static TransportException tmuxMissing(String machine) {
        return new TransportException(
                "Cannot use machine %s: tmux is not installed there; install it (Debian, Ubuntu: apt-get install tmux)"
                        .formatted(machine));
    }
}
