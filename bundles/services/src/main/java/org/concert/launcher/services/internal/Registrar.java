/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.services.internal;

import java.util.Map;
import org.concert.launcher.api.ManagedProcess;

/** Registers services. */
@FunctionalInterface
interface Registrar {

    /** Register the service of a process. */
    Service register(ManagedProcess process, Map<String, Object> properties);

    /** A service, until it is closed. */
    interface Service extends AutoCloseable {

        /** Change its properties. */
        void update(Map<String, Object> properties);

        @Override
        void close();
    }
}
