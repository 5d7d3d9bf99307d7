/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.ManagedProcess;
import org.concert.launcher.api.StopRequest;
import org.concert.launcher.api.Transport;
import org.jspecify.annotations.Nullable;
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
 * is none the wiser. All bundles have more orders than can be tried; what an order breaks is a matter of a few of them, so
 * each three are tried in each of their six orders. {@code -Dorders=all} tries every permutation of those that make a
 * launcher with MBeans and services.
 */
@ResourceLock(ExamFramework.MBEANS)
class StartOrderIT {

    private static final boolean ALL = "all".equals(System.getProperty("orders"));
    private static final int TRANSPORTS = 3;
    private static final String OURS = "org.concert.launcher.";
    private static final List<String> LAUNCHER =
            List.of("api", "config", "tmux", "core", "transport.local", "jmx", "services");

    @RegisterExtension
    static final ExamFramework felix = new ExamFramework("imu: {cmd: sleep 100000}\n");

    @AfterAll
    static void stopTheProcess() throws Exception {
        awaitAll();
        launcher().stop(new StopRequest(List.of("imu"), true)).outcome().get(30, TimeUnit.SECONDS);
    }

    @Test
    void everythingIsThereInWhateverOrderTheBundlesStart() throws Exception {
        long pid = start();
        List<List<String>> orders = ALL ? StartOrders.permutations(LAUNCHER) : StartOrders.coveringThrees(ours());

        System.out.printf("%d orders of %s%n", orders.size(), orders.get(0));
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

        for (String name : ours()) {
            refresh(bundle(name));
            awaitAll();
            assertThat(pid()).as("after the refresh of " + name).isEqualTo(pid);
        }
    }

    private static List<String> ours() {
        return Stream.of(felix.context().getBundles())
                .map(Bundle::getSymbolicName)
                .filter(name -> name.startsWith(OURS))
                .map(name -> name.substring(OURS.length()))
                .sorted()
                .toList();
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

    /** Every bundle is there, and the process is known to be ready to services, to MBeans and over HTTP. */
    private static void awaitAll() throws Exception {
        assertThat(Stream.of(felix.context().getBundles()).map(Bundle::getState))
                .containsOnly(Bundle.ACTIVE);
        Lab.await(
                "launcher, process and transports are there",
                () -> are(1, Launcher.class.getName(), null)
                        && are(1, ManagedProcess.class.getName(), "(&(process=imu)(state=READY))")
                        && are(TRANSPORTS, Transport.class.getName(), null));
        ObjectName mbean = new ObjectName("org.concert.launcher:type=Process,session=lab,name=imu");
        Lab.await(
                "MBean is there",
                () -> ManagementFactory.getPlatformMBeanServer().isRegistered(mbean));
        HttpAnswers.await(felix.port(), "/jolokia/read/" + mbean + "/State", "\"value\":\"READY\"");
        HttpAnswers.await(felix.port(), "/api/v1/processes/lab/imu", "\"state\":\"READY\"");
        HttpAnswers.await(felix.port(), "/", "<html");
    }

    private static boolean are(int count, @Nullable String service, @Nullable String filter) {
        try {
            ServiceReference<?>[] there = felix.context().getAllServiceReferences(service, filter);
            return there != null && there.length == count;
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Launcher launcher() {
        ServiceReference<Launcher> reference = felix.context().getServiceReference(Launcher.class);
        return felix.context().getService(reference);
    }

    private static long start() throws Exception {
        Lab.await("there is a launcher", () -> felix.context().getServiceReference(Launcher.class) != null);
        assertThat(launcher().start("imu").outcome().get(30, TimeUnit.SECONDS).ok())
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
