/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx;

import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.ObjectName;

/** What the MBean of a launcher tells of its file, besides what it tells of its processes. */
public final class LauncherNotifications {

    /** The type of the notification that tells that there are other processes or machines, or other definitions. */
    public static final String CHANGED = "concert.launcher.changed";

    /**
     * The type of the notification that tells that the launcher file cannot be used as it is now: what was read before
     * stays in force. Its user data is all its mistakes, a {@code String} of one or more lines.
     */
    public static final String FILE_REFUSED = "concert.launcher.file.refused";

    private LauncherNotifications() {}

    /** Return what the MBean of a launcher says of the notifications it sends. */
    public static MBeanNotificationInfo[] info() {
        return new MBeanNotificationInfo[] {
            // One for all types, as in ProcessNotifications.
            new MBeanNotificationInfo(
                    new String[] {ProcessNotifications.STATE, ProcessNotifications.REQUEST_FAILED, CHANGED, FILE_REFUSED
                    },
                    Notification.class.getName(),
                    "A process came to another state, a request came to nothing, or the launcher file was read again")
        };
    }

    /**
     * Return the notification that there are other processes.
     *
     * @param source the MBean that sends it
     * @param sequence its number among those of that MBean
     * @param millis when that was, in milliseconds since the epoch
     */
    public static Notification changed(ObjectName source, long sequence, long millis) {
        return new Notification(CHANGED, source, sequence, millis, "There are other processes or definitions");
    }

    /**
     * Return the notification that the launcher file cannot be used.
     *
     * @param source the MBean that sends it
     * @param sequence its number among those of that MBean
     * @param millis when that was, in milliseconds since the epoch
     * @param mistakes what is wrong with it, a line each
     */
    public static Notification fileRefused(ObjectName source, long sequence, long millis, String mistakes) {
        var notification = new Notification(
                FILE_REFUSED,
                source,
                sequence,
                millis,
                "The launcher file is not in force as it is: "
                        + mistakes.lines().findFirst().orElse(""));
        notification.setUserData(mistakes);
        return notification;
    }
}
