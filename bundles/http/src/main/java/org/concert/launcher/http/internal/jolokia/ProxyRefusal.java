/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.jolokia;

import org.jolokia.server.core.request.JolokiaRequest;
import org.jolokia.server.core.service.request.AbstractRequestHandler;
import org.jolokia.server.core.service.request.RequestHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Refuses requests that ask Jolokia to pass them on to another JVM. Without the proxy bundle Jolokia would not refuse
 * them, but answer for this JVM.
 */
@Component(name = "org.concert.launcher.http.jolokia.proxy", service = RequestHandler.class)
public final class ProxyRefusal extends AbstractRequestHandler {

    /** Before every handler of Jolokia's. */
    private static final int FIRST = 0;

    private static final String TARGET = "target";

    /** Create the handler. */
    @Activate
    public ProxyRefusal() {
        super("no-proxy", FIRST);
    }

    @Override
    public boolean canHandle(JolokiaRequest request) {
        Object target = request.getOption(TARGET);
        return target != null;
    }

    @Override
    public <R extends JolokiaRequest> Object handleRequest(R request, Object previousResult) {
        throw new SecurityException("Cannot pass a request on to another JVM: it is not allowed here");
    }
}
