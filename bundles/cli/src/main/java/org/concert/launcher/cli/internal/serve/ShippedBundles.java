/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.serve;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.BundleListener;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a bundle of {@code deploy/} take the place of one of the distribution that has the same name, while it is there and not
 * older; then that of the distribution is back. Called by the thread on which the framework tells of bundles, one event after the
 * other.
 */
final class ShippedBundles implements BundleListener {

    private static final Logger logger = LoggerFactory.getLogger(ShippedBundles.class);

    /** A bundle of the distribution. */
    private record Shipped(String location, int level) {}

    private final BundleContext context;
    private final Map<String, Shipped> shipped = new LinkedHashMap<>();

    /** Those whose place another has taken. */
    private final Set<String> replaced = new HashSet<>();

    /** Those that FileInstall has filled with a jar of the same version, and so uninstalls when that goes. */
    private final Set<String> updated = new HashSet<>();

    ShippedBundles(BundleContext context) {
        this.context = context;
    }

    /** Take note of a bundle of the distribution. */
    void add(Bundle bundle, int level) {
        shipped.put(bundle.getSymbolicName(), new Shipped(bundle.getLocation(), level));
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        Shipped ours = shipped.get(bundle.getSymbolicName());
        if (ours == null) {
            return;
        }
        try {
            if (!bundle.getLocation().equals(ours.location())) {
                if (Set.of(BundleEvent.STARTED, BundleEvent.STOPPED, BundleEvent.UNINSTALLED)
                        .contains(event.getType())) {
                    settle(bundle.getSymbolicName(), ours);
                }
            } else if (event.getType() == BundleEvent.UPDATED) {
                updated.add(ours.location());
            } else if (event.getType() == BundleEvent.UNINSTALLED && updated.remove(ours.location())) {
                install(bundle.getSymbolicName(), ours);
            }
        } catch (BundleException | IllegalStateException e) {
            logger.warn("Cannot exchange {}: {}", bundle.getSymbolicName(), e.getMessage());
        }
    }

    private void install(String name, Shipped ours) throws BundleException {
        Bundle back = context.installBundle(ours.location());
        back.adapt(BundleStartLevel.class).setStartLevel(ours.level());
        back.start(Bundle.START_ACTIVATION_POLICY);
        logger.info("{} {} of the distribution is used again", name, back.getVersion());
    }

    private void settle(String name, Shipped ours) throws BundleException {
        Bundle present = context.getBundle(ours.location());
        if (present == null) {
            return;
        }
        Optional<Bundle> other = Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()) && !bundle.equals(present))
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                .max(Comparator.comparing(Bundle::getVersion));
        boolean takes = other.isPresent() && other.get().getVersion().compareTo(present.getVersion()) >= 0;
        if (takes && replaced.add(name)) {
            present.stop(Bundle.STOP_TRANSIENT);
            logger.info(
                    "{} {} of {} is used in place of {} of the distribution",
                    name,
                    other.get().getVersion(),
                    other.get().getLocation(),
                    present.getVersion());
        } else if (!takes && replaced.remove(name)) {
            present.start(Bundle.START_ACTIVATION_POLICY);
            logger.info("{} {} of the distribution is used again", name, present.getVersion());
        } else if (!takes && other.isPresent()) {
            logger.warn(
                    "{} {} of {} is older than {} of the distribution, which goes on; take it away, or raise its version",
                    name,
                    other.get().getVersion(),
                    other.get().getLocation(),
                    present.getVersion());
            other.get().stop(Bundle.STOP_TRANSIENT);
        }
    }
}
