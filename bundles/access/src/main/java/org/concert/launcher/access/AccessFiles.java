/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where an OSGi framework has its users and its audit log. */
public final class AccessFiles {

    /** Framework property: the file of the users, if it is not {@code users} of the settings. */
    public static final String USERS = "org.concert.launcher.users";

    /** Framework property: the file of the audit log, if it is not that of the user. */
    public static final String AUDIT = "org.concert.launcher.audit";

    /** Framework property: the folder of the settings that users have written, which no build and no upgrade replaces. */
    public static final String SETTINGS = "concert.launcher.etc";

    private AccessFiles() {}

    /**
     * Return the file of the users.
     *
     * @param property gives the value of a framework property, or null
     */
    public static Path users(Function<String, @Nullable String> property) {
        String file = property.apply(USERS);
        if (file != null) {
            return Path.of(file);
        }
        String settings = property.apply(SETTINGS);
        if (settings != null) {
            return Path.of(settings, "users");
        }
        String home = property.apply("concert.launcher.home");
        String karaf = property.apply("karaf.etc");
        return home == null && karaf != null
                ? Path.of(karaf, "org.concert.launcher.users")
                : Path.of(home == null ? "." : home, "etc", "users");
    }

    /**
     * Return the audit log.
     *
     * @param property gives the value of a framework property, or null
     * @param variables the environment of the user
     */
    public static AuditLog audit(Function<String, @Nullable String> property, Map<String, String> variables) {
        String file = property.apply(AUDIT);
        return file == null ? AuditLog.of(variables) : new AuditLog(Path.of(file));
    }
}
