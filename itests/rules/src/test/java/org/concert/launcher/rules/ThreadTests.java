/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.rules;

import static org.concert.launcher.rules.Uses.constructors;
import static org.concert.launcher.rules.Uses.methods;
import static org.concert.launcher.rules.Uses.without;

import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.util.Collection;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Predicate;
import java.util.stream.BaseStream;
import org.junit.jupiter.api.Test;

class ThreadTests {

    private static final Set<String> THREADS = Set.of(
            // What a launcher runs on: its steps, and what waits for a machine.
            "core.internal.loop.LoopThread",
            "core.internal.Threads",
            // Besides, core reads what a machine sends, closes what a transport leaves open, and hears of files and
            // services.
            "core.internal.agent.CommandAgent",
            "core.internal.log.LogReader",
            "core.internal.machine.Transports",
            "core.internal.osgi.LauncherOffers",
            "core.internal.watch.FileWatch",
            // Read, write and end what goes to machines.
            "api.OutputEnd",
            "tmux.CommandWriter",
            "tmux.TmuxClient",
            "transport.docker.internal.DockerChannel",
            "transport.docker.internal.DockerHost",
            "transport.ssh.internal.ProxyCommand",
            "transport.ssh.internal.SshSessions",
            // Keep whoever is slow away from the launcher.
            "access.Authenticators",
            "http.internal.access.RequestBody",
            "gui.internal.GuiHub",
            "http.internal.events.EventHub",
            "jmx.internal.Delivery",
            "services.internal.Lane",
            // The terminal, systemd, and the end of the program.
            "cli.internal.terminal.Interrupts",
            "cli.internal.gogo.ShellCommand",
            "cli.internal.serve.Serving",
            "cli.internal.service.ServiceManager",
            "cli.internal.view.LiveProgress");

    private static final Set<String> COMMON_POOL = Set.of(
            // End what waits without a time limit of its own.
            "api.Deadline",
            // To be mended: a slow disk may hold up the pool of the whole JVM; the loop can look again later.
            "core.internal.audit.AuditedLauncher",
            "core.internal.window.PaneRemovals");

    @Test
    void threadsAreMadeInTheNamedPlacesOnly() {
        Predicate<JavaCodeUnitAccess<?>> thread = constructors(Thread.class)
                .or(constructors(ExecutorService.class))
                .or(constructors(Timer.class))
                .or(access -> access.getTarget().getOwner().isEquivalentTo(Executors.class)
                        && access.getTarget().getName().startsWith("new"));

        Uses.areOnlyIn(THREADS, Bundles.ROOT, thread);
    }

    @Test
    void nothingRunsOnTheCommonPool() {
        Predicate<JavaCodeUnitAccess<?>> ofStage =
                access -> access.getTarget().getOwner().isAssignableTo(CompletionStage.class)
                        && access.getTarget().getName().endsWith("Async");
        Predicate<JavaCodeUnitAccess<?>> common = ofStage.or(methods(CompletableFuture.class, "delayedExecutor"))
                .and(without(Executor.class))
                .or(methods(ForkJoinPool.class, "commonPool"))
                .or(methods(Collection.class, "parallelStream"))
                .or(methods(BaseStream.class, "parallel"));

        Uses.areOnlyIn(COMMON_POOL, Bundles.ROOT, common);
    }
}
