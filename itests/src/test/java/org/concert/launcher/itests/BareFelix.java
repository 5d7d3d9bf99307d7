/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/** A Felix in the JVM of the tests that holds nothing but what a test installs, and sees nothing of the class path. */
final class BareFelix implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 30_000;

    private final Path cache;
    private final Framework framework;

    private BareFelix(Path cache, Framework framework) {
        this.cache = cache;
        this.framework = framework;
    }

    /** Start one. */
    static BareFelix start(Map<String, String> properties) throws IOException, BundleException {
        Path cache = Files.createTempDirectory("bare-felix");
        Map<String, String> all = new HashMap<>(properties);
        all.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        all.put("felix.bootdelegation.implicit", "false");
        // What does not resolve is what the test asks for: it need not be told on the console too.
        all.put("felix.log.level", "0");
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(all);
        framework.start();
        return new BareFelix(cache, framework);
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Install a jar from where it is. */
    Bundle install(Path jar) throws BundleException {
        return context().installBundle("reference:" + jar.toUri());
    }

    void install(Collection<Path> jars) throws BundleException {
        for (Path jar : jars) {
            install(jar);
        }
    }

    /** Start all bundles, in the order in which they were installed. */
    void startAll() throws BundleException {
        for (Bundle bundle : context().getBundles()) {
            bundle.start();
        }
    }

    /** Return whether a bundle finds all that it requires. */
    boolean resolves(Bundle bundle) {
        return framework.adapt(FrameworkWiring.class).resolveBundles(List.of(bundle));
    }

    Bundle installed(String symbolicName) {
        return Stream.of(context().getBundles())
                .filter(candidate -> symbolicName.equals(candidate.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    /** Refresh a bundle and all that use it, and wait for the end of that. */
    void refresh(Bundle bundle) throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        framework.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
            }
        });
        if (!refreshed.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new AssertionError(bundle + " is not refreshed");
        }
    }

    @Override
    public void close() throws BundleException, IOException {
        framework.stop();
        try {
            framework.waitForStop(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(cache)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
