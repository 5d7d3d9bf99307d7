/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.agent.Agent;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.window.Listing;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.ProcessKey;
import org.concert.launcher.core.internal.window.Stranger;
import org.concert.launcher.core.internal.window.UpMark;
import org.concert.launcher.core.internal.window.UptimeClock;
import org.concert.launcher.core.internal.window.Wish;
import org.jspecify.annotations.Nullable;

/** What a machine told last, besides its living panes, and what stays true without a connection. Lives on the loop. */
public final class LastTold {

    private static final String UPTIME = "read -r uptime _ < /proc/uptime && echo \"$uptime\"";
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Loop loop;
    private @Nullable UptimeClock uptime;
    private @Nullable String stateFolder;
    private Listing listing = Listing.NOTHING;
    private List<Stranger> strangers = List.of();
    private long askedNanos;
    private @Nullable CompletableFuture<Void> asking;

    LastTold(Loop loop) {
        this.loop = loop;
    }

    /** Take note of what was told at a connection. */
    void note(Connection made) {
        uptime = made.facts().uptime();
        askedNanos = loop.nanoTime();
        stateFolder = made.facts().stateFolder();
        strangers = made.strangers();
    }

    /** Take note of what a look told. */
    void note(Seen seen) {
        uptime = seen.uptime();
        stateFolder = seen.stateFolder();
        strangers = seen.strangers();
    }

    /** Take note of what there is of ours. */
    void note(Listing told) {
        listing = told;
    }

    /** Return the clock of the machine that counts from its boot; null if it is not known. */
    public @Nullable UptimeClock uptime() {
        return uptime;
    }

    /** Return how a process that has no pane last ended, as far as others noted it. */
    public Optional<PaneRecord> lastEnd(ProcessKey key) {
        return Optional.ofNullable(listing.ends().get(key));
    }

    /** Return what is noted of a process that is to run and does not yet; null for nothing. */
    public @Nullable Wish wish(ProcessKey key) {
        return listing.wishes().get(key);
    }

    /** Return what other accounts had started when the machine told of that. */
    public List<Stranger> strangers() {
        return strangers;
    }

    /** Have the machine tell again what other accounts have started; completed on the loop, also when it does not tell. */
    public CompletableFuture<Void> askStrangers(Agent agent) {
        return loop.either(agent.run(Connector.STRANGERS, LONGEST), (result, failure) -> {
            if (result != null) {
                strangers = Stranger.read(result.output());
            }
            return CompletableFuture.completedFuture(null);
        });
    }

    /** Return the latest change to a target in a session; null if none was noted. */
    public @Nullable UpMark up(String session) {
        return listing.ups().get(session);
    }

    Optional<String> logFile(String session, ProcessConfig process) {
        String folder = process.logDir() != null
                ? process.logDir()
                : stateFolder == null ? null : stateFolder + "/concert-launcher";
        return Optional.ofNullable(folder).map(there -> there + "/" + session + "/" + process.name() + ".log");
    }

    /**
     * Have the machine tell its clock again, unless it has lately: one that was suspended has gone on as no clock here has.
     * Completed on the loop, also when it does not tell.
     *
     * @param lately how old what it told may be
     */
    CompletableFuture<Void> askUptime(Agent agent, Duration lately) {
        if (asking != null) {
            return asking;
        }
        if (uptime != null && loop.nanoTime() - askedNanos < lately.toNanos()) {
            return CompletableFuture.completedFuture(null);
        }
        askedNanos = loop.nanoTime();
        CompletableFuture<Void> asked = loop.either(agent.run(UPTIME, LONGEST), (result, failure) -> {
            asking = null;
            if (result != null) {
                uptime = UptimeClock.later(uptime, UptimeClock.told(result.output(), loop.nanoTime()));
            }
            return CompletableFuture.completedFuture(null);
        });
        asking = asked;
        return asked;
    }
}
