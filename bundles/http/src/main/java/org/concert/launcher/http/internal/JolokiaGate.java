/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.annotation.bundle.Requirement;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;

/**
 * Keeps Jolokia shut unless it asks a restrictor. Out of the box it does not, and whoever reaches the port could then
 * call any operation of the JVM. Of the bundles that Jolokia is made of, no package tells that the serializer is needed.
 */
@Requirement(namespace = "osgi.identity", filter = "(osgi.identity=org.jolokia.service.serializer)")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=jolokia)")
@HttpWhiteboardFilterName("concert-launcher-jolokia-gate")
@HttpWhiteboardFilterPattern("/*")
@Component(name = "org.concert.launcher.http.jolokia.gate", service = Filter.class)
public final class JolokiaGate implements Filter {

    /** Framework property that Jolokia reads when it starts: true to ask restrictor services, and deny without one. */
    static final String USE_RESTRICTOR = "org.jolokia.useRestrictorService";

    private final boolean restricted;

    /** Create the gate; it opens if the framework property is set. */
    @Activate
    public JolokiaGate(BundleContext context) {
        this(Boolean.parseBoolean(context.getProperty(USE_RESTRICTOR)));
    }

    JolokiaGate(boolean restricted) {
        this.restricted = restricted;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (restricted) {
            chain.doFilter(request, response);
        } else {
            Refusal.send(
                    (HttpServletResponse) response,
                    "Cannot answer: Jolokia would allow everything; set the framework property " + USE_RESTRICTOR
                            + " to true");
        }
    }
}
