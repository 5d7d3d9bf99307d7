/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.serve;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.util.tracker.ServiceTracker;

/** The OSGi framework of {@code serve}, with the bundles of the distribution. */
final class LauncherFramework implements AutoCloseable {

    /** Reached when all bundles of the distribution have started; those in deploy/ start after it. */
    private static final int ALL_STARTED = 100;

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    private final Framework framework;
    private final Set<Bundle> installed = new LinkedHashSet<>();

    private LauncherFramework(Framework framework) {
        this.framework = framework;
    }

    /**
     * Start a framework.
     *
     * @param bundles holds a folder per start level, named by its number, with the bundles of that level
     * @param settings the framework properties; must name a cache folder of its own
     * @throws ServeException if a bundle cannot be used; says which, and what it lacks. Nothing is left running
     */
    static LauncherFramework start(Path bundles, Map<String, String> settings) throws ServeException {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(ALL_STARTED));
        LauncherFramework started = new LauncherFramework(ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() ->
                        new ServeException("Cannot start OSGi: no framework in lib/; the distribution comes with one"))
                .newFramework(all));
        try {
            started.framework.init();
            started.install(bundles);
            started.requireAllResolved();
            started.framework.start();
            started.requireAllActive();
            return started;
        } catch (BundleException e) {
            started.close();
            throw new ServeException("Cannot start OSGi: " + BundleComplaint.of(e), e);
        } catch (ServeException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    /** Return how many bundles the distribution brought. */
    int size() {
        return installed.size();
    }

    /**
     * Find a service, of whatever bundle.
     *
     * @param filter what the service is told by, such as {@code (objectClass=TYPE)}
     * @param property one of its properties
     * @return completed, on a thread of the framework, with the property once there is a service that has it
     */
    CompletableFuture<Object> service(Filter filter, String property) {
        var found = new CompletableFuture<Object>();
        var tracker = new ServiceTracker<Object, Object>(context(), filter, null) {
            @Override
            public Object addingService(ServiceReference<Object> service) {
                look(service);
                return service;
            }

            @Override
            public void modifiedService(ServiceReference<Object> service, Object tracked) {
                look(service);
            }

            private void look(ServiceReference<Object> service) {
                Object value = service.getProperty(property);
                if (value != null) {
                    found.complete(value);
                }
            }
        };
        // All services: the class path has classes of the same names, which are not those of the bundles.
        tracker.open(true);
        return found;
    }

    /** Wait until the framework has stopped; an update of the system bundle, which restarts it, is no stop. */
    void awaitStop() throws InterruptedException {
        int type;
        do {
            type = framework.waitForStop(0).getType();
        } while (type == FrameworkEvent.STOPPED_UPDATE);
    }

    /** Stop all bundles and the framework. A second call does nothing. */
    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(STOP_TIMEOUT.toMillis());
        } catch (BundleException e) {
            throw new IllegalStateException("Cannot stop OSGi: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private BundleContext context() {
        return Objects.requireNonNull(framework.getBundleContext(), "framework is not started");
    }

    private void install(Path bundles) throws ServeException, BundleException {
        ShippedBundles shipped = new ShippedBundles(context());
        for (Path level : sorted(bundles)) {
            int number;
            try {
                number = Integer.parseInt(level.getFileName().toString());
            } catch (NumberFormatException e) {
                throw new ServeException("Cannot use the folder " + level + ": its name must be a start level", e);
            }
            for (Path file : sorted(level)) {
                // "reference:" runs the bundle from where it is, so nothing is copied.
                Bundle bundle = context().installBundle("reference:" + file.toUri());
                bundle.adapt(BundleStartLevel.class).setStartLevel(number);
                installed.add(bundle);
                shipped.add(bundle, number);
                if (!isFragment(bundle)) {
                    bundle.start(Bundle.START_ACTIVATION_POLICY);
                }
            }
        }
        context().addBundleListener(shipped);
    }

    /** Resolve all bundles before any starts: what lacks a package is then the only thing said. */
    private void requireAllResolved() throws ServeException {
        framework.adapt(FrameworkWiring.class).resolveBundles(installed);
        require(bundle -> bundle.getState() != Bundle.INSTALLED, LauncherFramework::whyUnresolved);
    }

    private void requireAllActive() throws ServeException {
        require(
                bundle -> isFragment(bundle) || (bundle.getState() & (Bundle.STARTING | Bundle.ACTIVE)) != 0,
                LauncherFramework::whyStopped);
    }

    private void require(Predicate<Bundle> good, Function<Bundle, String> why) throws ServeException {
        List<Bundle> bad = installed.stream().filter(good.negate()).toList();
        if (!bad.isEmpty()) {
            // Several may lack the same.
            Set<String> complaints = new LinkedHashSet<>();
            bad.forEach(bundle -> complaints.add(why.apply(bundle)));
            throw new ServeException("Cannot start " + bad.size() + " of " + installed.size() + " bundles: "
                    + String.join("; ", complaints));
        }
    }

    /** Return what a bundle lacks: to ask it for a class tells. */
    private static String whyUnresolved(Bundle bundle) {
        try {
            bundle.loadClass("none");
            return bundle.getSymbolicName() + " resolved only at the second try";
        } catch (ClassNotFoundException e) {
            return BundleComplaint.of(e);
        }
    }

    /** Return why a bundle does not start: to start it once more tells. */
    private static String whyStopped(Bundle bundle) {
        try {
            bundle.start(Bundle.START_TRANSIENT);
            return bundle.getSymbolicName() + " started only at the second try";
        } catch (BundleException e) {
            return BundleComplaint.of(e);
        }
    }

    private static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
    }

    private static Iterable<Path> sorted(Path folder) throws ServeException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            TreeSet<Path> sorted = new TreeSet<>();
            entries.forEach(sorted::add);
            return sorted;
        } catch (IOException e) {
            throw new ServeException("Cannot read the bundles in " + folder + ": " + e, e);
        }
    }
}
