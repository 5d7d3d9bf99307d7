/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import jakarta.servlet.Servlet;
import java.util.ArrayList;
import java.util.List;
import org.concert.launcher.http.internal.launchers.Launchers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The API, version 1; docs/rest.md is its description. */
@HttpWhiteboardServletPattern("/api/v1/*")
@HttpWhiteboardServletAsyncSupported
@Component(name = "org.concert.launcher.http.api", service = Servlet.class)
public final class ApiServlet extends Dispatcher {

    private static final long serialVersionUID = 1L;

    /** Create the servlet. */
    @Activate
    public ApiServlet(@Reference Launchers launchers, @Reference Operations operations) {
        super(all(launchers, operations));
    }

    private static List<Route> all(Launchers launchers, Operations operations) {
        List<Route> routes = new ArrayList<>(new ViewRoutes(launchers).routes());
        routes.addAll(new ActionRoutes(launchers, operations).routes());
        return routes;
    }
}
