/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * The notifications of processes: a plain {@link Notification} whose user data is a {@link CompositeData}, so that no
 * client needs a class of ours to read one.
 *
 * <p>The user data holds {@code name}, {@code session}, {@code machine}, {@code previous}, {@code state},
 * {@code code}, {@code ready}, {@code pid}, {@code exitCode}, {@code signal} and {@code message}.
 */
public final class ProcessNotifications {

    /** The type of the notification that tells of a state change; its message is {@code xbot2: RUNNING -> READY}. */
    public static final String STATE = "concert.process.state";

    /** The type of the notification that tells why a request, once accepted, came to nothing that the state shows. */
    public static final String REQUEST_FAILED = "concert.process.request.failed";

    private static final SortedMap<String, SimpleType<?>> FIELDS = new TreeMap<>(Map.ofEntries(
            Map.entry("name", SimpleType.STRING),
            Map.entry("session", SimpleType.STRING),
            Map.entry("machine", SimpleType.STRING),
            Map.entry("previous", SimpleType.STRING),
            Map.entry("state", SimpleType.STRING),
            Map.entry("code", SimpleType.INTEGER),
            Map.entry("ready", SimpleType.BOOLEAN),
            Map.entry("pid", SimpleType.LONG),
            Map.entry("exitCode", SimpleType.INTEGER),
            Map.entry("signal", SimpleType.STRING),
            Map.entry("message", SimpleType.STRING)));

    private static final CompositeType TYPE = type();

    private ProcessNotifications() {}

    /** Return what an MBean says of the notifications it sends. */
    public static MBeanNotificationInfo[] info() {
        return new MBeanNotificationInfo[] {
            // One for both types: consoles keep them apart by the name of the class, and would show the last only.
            new MBeanNotificationInfo(
                    new String[] {STATE, REQUEST_FAILED},
                    Notification.class.getName(),
                    "A process came to another state, or a request that was accepted came to nothing")
        };
    }

    /**
     * Return the notification of a state change.
     *
     * @param source the MBean that sends it
     * @param sequence its number among those of that MBean
     */
    public static Notification state(ObjectName source, long sequence, ProcessEvent event) {
        ProcessSnapshot process = event.process();
        String previous = event.previous().name();
        var notification = new Notification(
                STATE,
                source,
                sequence,
                event.at().toEpochMilli(),
                process.name() + ": " + previous + " -> " + process.state().name());
        notification.setUserData(data(previous, process, process.message()));
        return notification;
    }

    /**
     * Return the notification of a request that came to nothing.
     *
     * @param source the MBean that sends it
     * @param sequence its number among those of that MBean
     * @param millis when it did, in milliseconds since the epoch
     * @param process the process that was to be started or stopped
     * @param why the reason; of several lines, the first is the message, and all are in the user data
     */
    public static Notification requestFailed(
            ObjectName source, long sequence, long millis, ProcessSnapshot process, String why) {
        var notification = new Notification(
                REQUEST_FAILED,
                source,
                sequence,
                millis,
                process.name() + ": " + why.lines().findFirst().orElse(""));
        notification.setUserData(data(process.state().name(), process, why));
        return notification;
    }

    private static CompositeData data(String previous, ProcessSnapshot process, String message) {
        Map<String, @Nullable Object> values = new TreeMap<>();
        values.put("name", process.name());
        values.put("session", process.session());
        values.put("machine", process.machine());
        values.put("previous", previous);
        values.put("state", process.state().name());
        values.put("code", process.state().code());
        values.put("ready", process.ready());
        values.put("pid", process.pid());
        ExitStatus exit = process.exit();
        values.put("exitCode", exit == null ? null : exit.code());
        values.put("signal", exit == null ? null : exit.signal());
        values.put("message", message);
        try {
            return new CompositeDataSupport(TYPE, values);
        } catch (OpenDataException e) {
            throw new IllegalStateException("Values do not fit " + TYPE, e);
        }
    }

    private static CompositeType type() {
        String[] names = FIELDS.keySet().toArray(String[]::new);
        OpenType<?>[] types = FIELDS.values().toArray(OpenType<?>[]::new);
        try {
            return new CompositeType("ProcessState", "A process after a change of its state", names, names, types);
        } catch (OpenDataException e) {
            throw new IllegalStateException("The fields of a notification are no open type", e);
        }
    }
}
