/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.ObjectName;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.jmx.LauncherMXBean;
import org.concert.launcher.jmx.MachineMXBean;
import org.concert.launcher.jmx.ProcessNotifications;

/**
 * The MBeans of one launcher: itself, its processes and its machines. It hears state changes on the launcher's thread
 * and only queues them.
 */
public final class ShownLauncher implements Registration, Operations.Complaints {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Launcher launcher;
    private final MBeanDirectory directory;
    private final Delivery delivery;
    private final Clock clock;
    private final ObjectName name;
    private final Operations operations;
    private final Notifier notifier;
    private final Map<String, ShownProcess> processes = new LinkedHashMap<>();
    private final Deque<Registration> registrations = new ArrayDeque<>();

    private ShownLauncher(Launcher launcher, MBeanDirectory directory, Delivery delivery, Clock clock) {
        this.launcher = launcher;
        this.directory = directory;
        this.delivery = delivery;
        this.clock = clock;
        name = MBeanNames.launcher(launcher.session());
        operations = new Operations(launcher, new Answers(PATIENCE), this);
        notifier = new Notifier(delivery);
    }

    /**
     * Show a launcher until the result is closed.
     *
     * @param directory where its MBeans are registered
     * @param delivery sends the notifications
     * @param clock tells the uptime
     * @param version the version of Concert Launcher
     */
    public static ShownLauncher show(
            Launcher launcher, MBeanDirectory directory, Delivery delivery, Clock clock, String version) {
        var shown = new ShownLauncher(launcher, directory, delivery, clock);
        try {
            shown.register(version);
        } catch (RuntimeException e) {
            shown.close();
            throw e;
        }
        return shown;
    }

    /** Take the MBeans away, the newest first; so the listening ends before anything else. */
    @Override
    public void close() {
        for (Registration last = registrations.pollLast(); last != null; last = registrations.pollLast()) {
            last.close();
        }
    }

    @Override
    public void forget(String process) {
        ShownProcess shown = processes.get(process);
        if (shown != null) {
            shown.forgetFailure();
        }
    }

    @Override
    public void complain(String process, String why) {
        ShownProcess shown = processes.get(process);
        if (shown != null) {
            shown.requestFailed(why, notifier, name);
        }
    }

    private void register(String version) {
        launcher.descriptions().forEach(this::register);
        launcher.machines().forEach(this::register);
        var bean = new LauncherBean(launcher, operations, delivery, version);
        registrations.add(directory.add(name, new DescribedEmitter(bean, LauncherMXBean.class, notifier)));
        registrations.add(launcher.listen(this::stateChanged));
    }

    private void register(ProcessDescription process) {
        var shown = new ShownProcess(process, () -> snapshot(process.name()), operations, delivery, clock);
        processes.put(process.name(), shown);
        registrations.add(directory.add(shown.name(), shown.mbean()));
    }

    private void register(MachineSnapshot machine) {
        var bean = new MachineBean(launcher, machine.name());
        registrations.add(
                directory.add(MBeanNames.machine(machine.name()), new DescribedMBean(bean, MachineMXBean.class)));
    }

    private void stateChanged(ProcessEvent event) {
        ShownProcess shown = processes.get(event.process().name());
        if (shown != null) {
            shown.changed(event);
        }
        notifier.send(sequence -> ProcessNotifications.state(name, sequence, event));
    }

    private ProcessSnapshot snapshot(String process) {
        return launcher.process(process)
                .orElseThrow(() -> new IllegalStateException("The launcher no longer knows the process " + process));
    }
}
