/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.jmx.ProcessMXBean;
import org.concert.launcher.jmx.ProcessNotifications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The MBean of one process together with what it sends. */
final class ShownProcess {

    private static final Logger logger = LoggerFactory.getLogger(ShownProcess.class);

    /** States whose message says what has become of a request. */
    private static final Set<ProcessState> TELLING =
            EnumSet.of(ProcessState.FAILED, ProcessState.BLOCKED, ProcessState.UNKNOWN);

    private final ObjectName name;
    private final Supplier<ProcessSnapshot> snapshot;
    private final Clock clock;
    private final ProcessBean bean;
    private final Notifier notifier;

    ShownProcess(
            ProcessDescription description,
            Supplier<ProcessSnapshot> snapshot,
            Operations operations,
            Delivery delivery,
            Clock clock) {
        this.snapshot = snapshot;
        this.clock = clock;
        name = MBeanNames.process(description.session(), description.name());
        bean = new ProcessBean(description, snapshot, operations, clock);
        notifier = new Notifier(delivery);
    }

    ObjectName name() {
        return name;
    }

    StandardMBean mbean() {
        return new DescribedEmitter(bean, ProcessMXBean.class, notifier);
    }

    /** Show what another launcher file says of it, in the same session. */
    void redefine(ProcessDescription definition) {
        bean.redefine(definition);
    }

    /** Tell of a state change. */
    void changed(ProcessEvent event) {
        forgetFailure();
        notifier.send(sequence -> ProcessNotifications.state(name, sequence, event));
    }

    /** Forget what became of the last request. */
    void forgetFailure() {
        bean.showFailure("");
    }

    /**
     * Tell of a request that came to nothing, unless the state and its message tell already.
     *
     * @param launcher what tells of all processes of the launcher
     */
    void requestFailed(String why, Notifier launcher, ObjectName launcherName) {
        ProcessSnapshot process = snapshot.get();
        if (TELLING.contains(process.state())) {
            return;
        }
        logger.warn("{}: what was asked for it failed: {}", process.name(), why);
        bean.showFailure(why.lines().findFirst().orElse(""));
        long now = clock.millis();
        notifier.send(sequence -> ProcessNotifications.requestFailed(name, sequence, now, process, why));
        launcher.send(sequence -> ProcessNotifications.requestFailed(launcherName, sequence, now, process, why));
    }
}
