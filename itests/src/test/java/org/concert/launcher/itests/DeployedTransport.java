/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.Transport;
import org.concert.launcher.api.TransportException;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A transport as somebody else may write one. It becomes a bundle of its own, which needs no more than the API. */
public final class DeployedTransport implements Transport, BundleActivator {

    @Override
    public void start(BundleContext context) {
        context.registerService(Transport.class, this, null);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back.
    }

    @Override
    public String name() {
        return "deployed";
    }

    @Override
    public boolean serves(Target target) {
        return target.machine().equals("moon");
    }

    @Override
    public Host open(Target target, Machines machines) throws TransportException {
        throw new TransportException("Cannot reach " + target + ": it is too far away");
    }
}
