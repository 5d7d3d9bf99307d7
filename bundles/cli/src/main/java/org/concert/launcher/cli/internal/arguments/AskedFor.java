/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.arguments;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.concert.launcher.access.AuditEntry;
import org.concert.launcher.access.AuditLog;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.cli.internal.terminal.Environment;

/** Reads what was asked for by way of this account. */
public final class AskedFor {

    private AskedFor() {}

    /** Return the newest entries of the audit log that are wanted, the newest first. */
    public static List<AuditEntry> newest(Environment environment, int most, Predicate<AuditEntry> wanted)
            throws LauncherException {
        AuditLog log = AuditLog.of(environment.variables());
        try {
            return log.newest(most, wanted);
        } catch (IOException e) {
            throw new LauncherException("Cannot read the audit log " + log.file() + ": " + e, e);
        }
    }
}
