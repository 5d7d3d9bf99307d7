/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.ManagedProcess;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.StopRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * In whatever order our bundles start, and whichever is refreshed, everything is there in the end, and a process that runs
 * is none the wiser. Tried are orders in which each bundle comes before and after each other, and some by chance:
 * {@code -Dorders=720} tries many.
 */
@ResourceLock(ExamFramework.MBEANS)
class StartOrderIT {

    private static final int ORDERS = Integer.getInteger("orders", 10);
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final String OURS = "org.concert.launcher.";
    private static final List<String> BUNDLES =
            List.of("api", "config", "tmux", "core", "transport.local", "jmx", "services");

    @RegisterExtension
    static final ExamFramework felix = new ExamFramework("imu: {cmd: sleep 100000}\n");

    @AfterAll
    static void stopTheProcess() throws Exception {
        awaitAll();
        launcher().stop(new StopRequest(List.of("imu"), true)).get(30, TimeUnit.SECONDS);
    }

    @Test
    void everythingIsThereInWhateverOrderTheBundlesStart() throws Exception {
        long pid = start();
        Set<List<String>> orders = orders();
        System.out.printf("%d orders of %d bundles; by chance: -Dseed=%d%n", orders.size(), BUNDLES.size(), SEED);

        for (List<String> order : orders) {
            for (String name : order) {
                bundle(name).stop();
            }
            for (String name : order) {
                bundle(name).start();
            }
            awaitAll();
            assertThat(pid()).as("after " + order).isEqualTo(pid);
        }
    }

    @Test
    void everythingIsBackAfterTheRefreshOfEachBundle() throws Exception {
        long pid = start();

        for (String name : BUNDLES) {
            refresh(bundle(name));
            awaitAll();
            assertThat(pid()).as("after the refresh of " + name).isEqualTo(pid);
        }
    }

    /** An order and its reverse put each before each other. */
    private static Set<List<String>> orders() {
        Set<List<String>> orders = new LinkedHashSet<>();
        List<String> order = new ArrayList<>(BUNDLES);
        orders.add(List.copyOf(order));
        Collections.reverse(order);
        orders.add(List.copyOf(order));
        Random random = new Random(SEED);
        while (orders.size() < ORDERS) {
            Collections.shuffle(order, random);
            orders.add(List.copyOf(order));
        }
        return orders;
    }

    private static void refresh(Bundle bundle) throws Exception {
        var done = new CountDownLatch(1);
        felix.context()
                .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> {
                    if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                        done.countDown();
                    }
                });
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static Bundle bundle(String name) {
        return felix.installed(OURS + name);
    }

    /** Every bundle is there, and the process is known to be ready to services and MBeans. */
    private static void awaitAll() throws Exception {
        assertThat(Stream.of(felix.context().getBundles()).map(Bundle::getState))
                .containsOnly(Bundle.ACTIVE);
        ObjectName mbean = new ObjectName("org.concert.launcher:type=Process,session=lab,name=imu");
        Lab.await("launcher, process and MBean are there", () -> {
            try {
                return felix.context().getServiceReference(Launcher.class) != null
                        && ManagementFactory.getPlatformMBeanServer().isRegistered(mbean)
                        && !felix.context()
                                .getServiceReferences(ManagedProcess.class, "(&(process=imu)(state=READY))")
                                .isEmpty();
            } catch (InvalidSyntaxException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static Launcher launcher() {
        ServiceReference<Launcher> reference = felix.context().getServiceReference(Launcher.class);
        return felix.context().getService(reference);
    }

    private static long start() throws Exception {
        Lab.await("there is a launcher", () -> felix.context().getServiceReference(Launcher.class) != null);
        assertThat(launcher()
                        .start(StartRequest.of("imu"))
                        .get(30, TimeUnit.SECONDS)
                        .ok())
                .isTrue();
        awaitAll();
        return pid();
    }

    private static long pid() throws Exception {
        ServiceReference<ManagedProcess> ready = felix.context()
                .getServiceReferences(ManagedProcess.class, "(&(process=imu)(state=READY))")
                .iterator()
                .next();
        return (Long) ready.getProperty("pid");
    }
}
