/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.concert.launcher.api.Launcher.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our MBeans of one MBean server. A name belongs to whoever asked for it first; when it goes, the next in the queue
 * steps in. So launchers that share a machine, or one that replaces another, need not know of each other.
 */
public final class MBeanDirectory {

    private static final Logger logger = LoggerFactory.getLogger(MBeanDirectory.class);

    private final MBeanServer server;

    /** Who wants each name, in the order of asking; guarded by this object, as are the registering and the map below. */
    private final Map<ObjectName, Deque<StandardMBean>> wanted = new HashMap<>();

    /** What is registered, by us. */
    private final Map<ObjectName, StandardMBean> shown = new HashMap<>();

    /** Create a directory of an MBean server. */
    public MBeanDirectory(MBeanServer server) {
        this.server = server;
    }

    /** Register an MBean under a name, or have it wait until the name is free; undone when the result is closed. */
    synchronized Registration add(ObjectName name, StandardMBean mbean) {
        Deque<StandardMBean> queue = wanted.computeIfAbsent(name, any -> new ArrayDeque<>());
        queue.addLast(mbean);
        if (queue.size() > 1) {
            logger.info("{} is shown by the launcher that came first", name);
        }
        registerFirst(name, queue);
        return () -> remove(name, mbean);
    }

    private synchronized void remove(ObjectName name, StandardMBean mbean) {
        Deque<StandardMBean> queue = wanted.get(name);
        if (queue == null || !queue.remove(mbean)) {
            return;
        }
        if (shown.remove(name, mbean)) {
            unregister(name);
        }
        if (queue.isEmpty()) {
            wanted.remove(name);
        } else {
            registerFirst(name, queue);
        }
    }

    private void registerFirst(ObjectName name, Deque<StandardMBean> queue) {
        if (shown.containsKey(name)) {
            return;
        }
        try {
            server.registerMBean(queue.getFirst(), name);
            shown.put(name, queue.getFirst());
        } catch (InstanceAlreadyExistsException e) {
            logger.warn("Cannot show {}: another program in this JVM has an MBean of that name", name);
        } catch (JMException e) {
            throw new IllegalStateException("Cannot register " + name, e);
        }
    }

    private void unregister(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            logger.warn("{} had been unregistered by somebody else", name);
        } catch (JMException e) {
            throw new IllegalStateException("Cannot unregister " + name, e);
        }
    }
}
