/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Exchanges the bundles of the framework it is deployed in, and keeps an eye on what stays of the old ones. A test steers
 * it over JMX.
 */
public final class BundleExchange implements BundleExchangeMBean, BundleActivator {

    static final String NAME = "org.example:type=BundleExchange";

    private static final int PATIENCE_SECONDS = 60;

    private final ConcurrentLinkedQueue<Map.Entry<String, WeakReference<ClassLoader>>> old =
            new ConcurrentLinkedQueue<>();
    private BundleContext context;

    @Override
    public void start(BundleContext context) throws Exception {
        this.context = context;
        ManagementFactory.getPlatformMBeanServer().registerMBean(this, new ObjectName(NAME));
    }

    @Override
    public void stop(BundleContext context) throws Exception {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
    }

    private Bundle bundle(String symbolicName) {
        return Stream.of(context.getBundles())
                .filter(candidate -> symbolicName.equals(candidate.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no bundle " + symbolicName));
    }

    @Override
    public void stop(String symbolicName) throws Exception {
        bundle(symbolicName).stop();
    }

    @Override
    public void start(String symbolicName) throws Exception {
        bundle(symbolicName).start();
    }

    @Override
    public int update(String symbolicName) throws Exception {
        Bundle bundle = bundle(symbolicName);
        FrameworkWiring framework =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        framework.getDependencyClosure(List.of(bundle)).forEach(user -> {
            BundleWiring wiring = user.adapt(BundleWiring.class);
            if (wiring != null && wiring.getClassLoader() != null) {
                old.add(Map.entry(user.getSymbolicName(), new WeakReference<>(wiring.getClassLoader())));
            }
        });
        bundle.update();
        CountDownLatch refreshed = new CountDownLatch(1);
        framework.refreshBundles(List.of(bundle), event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
            }
        });
        if (!refreshed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(symbolicName + " is not refreshed");
        }
        return bundle.getState();
    }

    @Override
    public String[] leftovers() {
        System.gc();
        old.removeIf(entry -> entry.getValue().get() == null);
        return old.stream().map(Map.Entry::getKey).toArray(String[]::new);
    }
}
