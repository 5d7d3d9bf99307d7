/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.osgi;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.concert.launcher.access.AccessFiles;
import org.concert.launcher.access.AuditLog;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Transport;
import org.concert.launcher.api.UserEnvironment;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.core.internal.BootTarget;
import org.concert.launcher.core.internal.ConcertLauncher;
import org.concert.launcher.core.internal.audit.AuditedLauncher;
import org.concert.launcher.core.internal.machine.Transports;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Requirement;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers launchers as services {@link Launcher}, each with the properties {@code session} and {@code file}, and gives
 * all of them the transports, which come and go as services. The launcher of the framework property {@value #FILE},
 * that of {@code serve}, is offered first; {@link ConfiguredLauncher} adds others.
 */
@Component(name = CoreSettings.PID, service = LauncherOffers.class, immediate = true)
@Designate(ocd = CoreSettings.class)
@Requirement(
        namespace = "osgi.service",
        filter = "(objectClass=org.concert.launcher.api.Transport)",
        effective = "active")
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.concert.launcher.api.Launcher\"",
        uses = Launcher.class)
public final class LauncherOffers {

    /** The framework property with the absolute path of a launcher file; it need not be set. */
    static final String FILE = "concert.launcher.file";

    /** The framework property with the absolute paths of the files that are read before that, one a line; it need not be set. */
    static final String BEFORE = "concert.launcher.file.before";

    private static final Logger logger = LoggerFactory.getLogger(LauncherOffers.class);

    private static final long IDLE_SECONDS = 10;

    private final AuditLog log;
    private final Transports transports;
    private final ExecutorService offers = offers();
    /** How long machines that are not there after a boot are left alone. */
    private static final long BEFORE_RETRY_SECONDS = 10;

    private final OfferedLauncher.Shared shared;
    private final @Nullable OfferedFile own;

    /** Offer the launcher of the framework property. */
    @Activate
    public LauncherOffers(BundleContext context, CoreSettings settings) {
        log = AccessFiles.audit(context::getProperty, UserEnvironment.variables());
        transports = new Transports(patience(settings.transportWaitSeconds()));
        shared = new OfferedLauncher.Shared(context, new SessionHolders(), offers);
        String file = context.getProperty(FILE);
        String before = context.getProperty(BEFORE);
        own = file == null
                ? null
                : offer(
                        Stream.concat(before == null ? Stream.of() : before.lines(), Stream.of(file))
                                .map(Path::of)
                                .toList(),
                        true);
    }

    private static Duration patience(int seconds) {
        if (seconds < 0) {
            logger.error("Cannot wait {} s for a transport; requests do not wait at all", seconds);
        }
        return Duration.ofSeconds(Math.max(0, seconds));
    }

    /** One thread while there is something to do. Of each launcher only some few tasks wait at a time. */
    private static ExecutorService offers() {
        var executor = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "concert-offers");
                    thread.setDaemon(true);
                    return thread;
                },
                // After the end nobody offers anything.
                new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /**
     * Offer the launcher of a file until the result is closed.
     *
     * @param files the launcher file, after those that are read before it
     * @param supervised whether it keeps to the restart policies, or only looks on
     */
    OfferedFile offer(List<Path> files, boolean supervised) {
        return OfferedFile.offer(files, config -> {
            Launcher launcher = audited(new ConcertLauncher(config, transports, Clock.systemUTC()));
            return new OfferedLauncher(launcher, supervised, bootTarget(config, launcher), transports, shared);
        });
    }

    /** What is brought up after a boot is noted beside the audit log. */
    private @Nullable BootTarget bootTarget(LauncherConfig config, Launcher launcher) {
        Path folder = log.file().toAbsolutePath().getParent();
        return config.boot() == null || folder == null
                ? null
                : new BootTarget(
                        launcher,
                        config.boot(),
                        folder.resolve("boot").resolve(config.session()),
                        shared.offers(),
                        CompletableFuture.delayedExecutor(BEFORE_RETRY_SECONDS, TimeUnit.SECONDS, shared.offers()));
    }

    private Launcher audited(Launcher launcher) {
        return new AuditedLauncher(launcher, log, Clock.systemUTC());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTransport(Transport transport) {
        transports.add(transport);
    }

    void removeTransport(Transport transport) {
        transports.remove(transport);
    }

    @Deactivate
    void close() {
        if (own != null) {
            own.close();
        }
        offers.shutdown();
    }
}
