/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.message;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Answers where nobody else does; where there is the web console, that does. */
@HttpWhiteboardServletPattern("/")
@Component(
        name = "org.concert.launcher.http.nowhere",
        service = Servlet.class,
        property = "service.ranking:Integer=-1000")
public final class NowhereServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Create the servlet. */
    @Activate
    public NowhereServlet() {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
}
