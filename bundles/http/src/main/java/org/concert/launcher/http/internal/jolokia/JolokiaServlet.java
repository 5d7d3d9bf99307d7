/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.jolokia;

import jakarta.servlet.Servlet;
import org.concert.launcher.http.internal.notifications.NotificationRequests;
import org.jolokia.server.core.osgi.OsgiAgentServlet;
import org.osgi.annotation.bundle.Requirement;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Jolokia's servlet with our restrictor, so that there is no moment at which it would answer without. The one that
 * Jolokia's own bundle registers allows everything unless it is told otherwise, and answers nothing after the web server
 * was configured anew: a servlet of Jolokia's that was destroyed finds no services any more, hence a new one for each
 * time. Of the bundles that Jolokia is made of, no package tells that the serializer is needed.
 */
@Requirement(namespace = "osgi.identity", filter = "(osgi.identity=org.jolokia.service.serializer)")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + JolokiaContext.NAME + ")")
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardServletAsyncSupported
@Component(
        name = "org.concert.launcher.http.jolokia",
        service = Servlet.class,
        scope = ServiceScope.PROTOTYPE,
        // Never without: Jolokia would keep clients for notifications itself, as many as are asked for, and for ever.
        reference = @Reference(name = "notifications", service = NotificationRequests.class))
public final class JolokiaServlet extends OsgiAgentServlet {

    private static final long serialVersionUID = 1;

    /** Create the servlet; it finds Jolokia's services by the context of this bundle. */
    @Activate
    public JolokiaServlet(BundleContext context, @Reference LauncherRestrictor restrictor) {
        super(context, restrictor);
    }
}
