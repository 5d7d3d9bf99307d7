/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * What of the MBeans of a JVM may be seen and done over a network: everything with our own but to write to them, and the
 * figures of the JVM to be read, stack traces of its threads among them. Neither an operation nor the existence of any other is to be had, as several of the JDK's
 * own run code or write files.
 */
public final class MBeanAccess {

    private static final String OURS = "org.concert.launcher";

    /** Memory, threads, garbage collection, and the memory outside the heap. */
    private static final Set<String> READABLE = Set.of(OURS, "java.lang", "java.nio");

    /** Where passwords given on the command line of the JVM show. */
    private static final Set<String> SECRET = Set.of("SystemProperties", "InputArguments");

    /** The operations that change nothing. */
    private static final Set<String> READING = Set.of("tail", "history", "processTree", "plan");

    /** JConsole and others look for deadlocks and stack traces by operations. */
    private static final Pattern READING_OF_THREADS = Pattern.compile("(dump|find|get)[A-Z]\\w*");

    private static final ObjectName THREADS = threads();

    private MBeanAccess() {}

    private static ObjectName threads() {
        try {
            return ObjectName.getInstance(ManagementFactory.THREAD_MXBEAN_NAME);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException("Cannot happen: the JDK's own name is well-formed", e);
        }
    }

    /** Return whether an MBean is one of ours. */
    public static boolean isOurs(ObjectName name) {
        return OURS.equals(name.getDomain());
    }

    /** Return whether an MBean may be known to be there. */
    public static boolean isVisible(ObjectName name) {
        return READABLE.contains(name.getDomain());
    }

    /** Return whether everybody who is let in may read an attribute of an MBean. */
    public static boolean isReadable(ObjectName name, String attribute) {
        return isVisible(name) && !SECRET.contains(attribute);
    }

    /**
     * Return the role that an operation of an MBean needs; empty if nobody may have it.
     *
     * @param operation its name, without its signature
     */
    public static Optional<Role> needed(ObjectName name, String operation) {
        if (!isOurs(name)) {
            return name.equals(THREADS) && READING_OF_THREADS.matcher(operation).matches()
                    ? Optional.of(Role.VIEWER)
                    : Optional.empty();
        }
        return Optional.of(READING.contains(operation) ? Role.VIEWER : Role.OPERATOR);
    }
}
