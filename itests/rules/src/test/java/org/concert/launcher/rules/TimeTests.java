/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.rules;

import static org.concert.launcher.rules.Uses.constructors;
import static org.concert.launcher.rules.Uses.methods;
import static org.concert.launcher.rules.Uses.without;

import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaMethodReference;
import java.time.Clock;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class TimeTests {

    /** Read the time of this machine. All others have it from a {@link Clock}, a supplier or the loop. */
    private static final Set<String> CLOCKS = Set.of(
            "core.internal.loop.LoopThread",
            // These wait themselves, on a thread that may: what they measure is how long they did.
            "core.internal.machine.Transports",
            "core.internal.watch.FileWatch",
            "transport.ssh.internal.SshSessions",
            // To be mended: the loop has the time, and whoever asks for an uptime has a clock.
            "api.ProcessSnapshot",
            "core.internal.machine.MachineFacts",
            "core.internal.process.ReadyTime",
            "core.internal.window.PaneRemovals",
            "core.internal.window.TimelyChanges");

    /** Put things together, and hand each a clock: commands, components and the embedding of a launcher. */
    private static final Set<String> HANDED_ON = Set.of(
            "access.Credentials",
            "cli.internal.terminal.Environment",
            "cli.internal.gogo.ShellCommand",
            "core.internal.CoreLauncherFactory",
            "core.internal.osgi.LauncherOffers",
            "gui.internal.GuiSocketServlet",
            "http.internal.access.AccessControl",
            "http.internal.events.EventHub",
            "http.internal.metrics.MetricsServlet",
            "http.internal.notifications.NotificationRequests",
            "http.internal.rest.ApiServlet",
            "jmx.LauncherMBeans",
            "jmx.internal.remote.RemoteJmx");

    private static final Predicate<JavaCodeUnitAccess<?>> NOW = methods(System.class, "nanoTime", "currentTimeMillis")
            .or(methods(TemporalAccessor.class, "now").and(without(Clock.class)))
            .or(methods(Calendar.class, "getInstance"))
            .or(constructors(Date.class)
                    .and(access -> access.getTarget().getRawParameterTypes().isEmpty()));

    private static final Predicate<JavaCodeUnitAccess<?>> CLOCK = methods(
            Clock.class, "system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes");

    private static final Predicate<JavaCodeUnitAccess<?>> REFERENCE = JavaMethodReference.class::isInstance;

    @Test
    void timeIsReadFromAClockThatWasHandedIn() {
        Uses.areOnlyIn(CLOCKS, Bundles.ROOT, NOW.and(REFERENCE.negate()));
    }

    @Test
    void clocksComeFromWhereThingsArePutTogether() {
        Uses.areOnlyIn(HANDED_ON, Bundles.ROOT, CLOCK.or(NOW.and(REFERENCE)));
    }

    @Test
    void nobodySleeps() {
        Uses.areOnlyIn(Set.of(), Bundles.ROOT, methods(Thread.class, "sleep").or(methods(TimeUnit.class, "sleep")));
    }
}
