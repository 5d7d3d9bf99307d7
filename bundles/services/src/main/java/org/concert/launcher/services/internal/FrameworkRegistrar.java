/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.services.internal;

import java.util.Map;
import org.concert.launcher.api.ManagedProcess;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers services in a framework. They go with their bundle too, which is no error of whoever updates them then. */
record FrameworkRegistrar(BundleContext context) implements Registrar {

    private static final Logger logger = LoggerFactory.getLogger(FrameworkRegistrar.class);

    @Override
    public Service register(ManagedProcess process, Map<String, Object> properties) {
        try {
            return new Registered(
                    context.registerService(ManagedProcess.class, process, FrameworkUtil.asDictionary(properties)));
        } catch (IllegalStateException e) {
            logger.debug("The bundle was stopped before {} was registered", process, e);
            return new Gone();
        }
    }

    /** Of a bundle that has stopped. */
    private record Gone() implements Service {

        @Override
        public void update(Map<String, Object> properties) {
            // Nobody can see it.
        }

        @Override
        public void close() {
            // It never was.
        }
    }

    private record Registered(ServiceRegistration<ManagedProcess> registration) implements Service {

        @Override
        public void update(Map<String, Object> properties) {
            try {
                registration.setProperties(FrameworkUtil.asDictionary(properties));
            } catch (IllegalStateException e) {
                logger.debug("The service of a process has gone before it was updated", e);
            }
        }

        @Override
        public void close() {
            try {
                registration.unregister();
            } catch (IllegalStateException e) {
                logger.debug("The service of a process has gone already", e);
            }
        }
    }
}
