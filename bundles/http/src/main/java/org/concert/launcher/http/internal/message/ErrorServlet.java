/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.message;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletErrorPage;

/** Says in JSON what servlets only say by a status, such as that there is no such file: who reads JSON is no reader of pages. */
@HttpWhiteboardServletErrorPage(errorPage = {"4xx", "5xx"})
@Component(name = "org.concert.launcher.http.errors", service = Servlet.class)
public final class ErrorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Create the servlet. */
    @Activate
    public ErrorServlet() {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer known
                ? known
                : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        String path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked
                ? asked
                : request.getRequestURI();
        String detail = switch (status) {
            case HttpServletResponse.SC_NOT_FOUND -> "Cannot find this path: there is nothing here";
            case HttpServletResponse.SC_METHOD_NOT_ALLOWED -> "Cannot answer: no such method is of use here";
            default -> "Cannot answer: the log of the launcher may say more";
        };
        ProblemAnswer.send(response, status, detail, path);
    }
}
