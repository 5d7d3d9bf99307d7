/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.console.internal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Serves the pages: {@code /}, and all they are made of below {@code /console}. It stands for what no other servlet is
 * there for, as Felix HTTP knows no servlet for the root alone.
 */
@HttpWhiteboardServletPattern("/")
@HttpWhiteboardServletAsyncSupported
@Component(name = "org.concert.launcher.console", service = Servlet.class)
public final class ConsoleServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String START_PAGE = "/index.html";

    /** Lies in a folder and may keep the start page all the same. */
    private static final String WORKER = "/console/worker.js";

    /** What was asked for and is there; there are some dozens. */
    private final transient Map<String, WebFile> files = new ConcurrentHashMap<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<WebFile> wanted = begin(request, response);
        if (wanted.isPresent()) {
            AsyncContext context = request.startAsync(request, response);
            // The server ends what nobody takes.
            context.setTimeout(0);
            ServletOutputStream out = response.getOutputStream();
            out.setWriteListener(new FileAnswer(context, out, wanted.get()));
        }
    }

    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        begin(request, response);
    }

    /** Answer all but the body, and return the file that is to be sent as such. */
    private Optional<WebFile> begin(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // As it was asked for: no name of a file here has anything that a URL would have to hide.
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Optional<WebFile> found = file(path.equals("/") ? START_PAGE : path);
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return found;
        }
        WebFile file = found.get();
        // Asked about each time, so that a page and what it loads are always of one version.
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", file.tag());
        if (file.tag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return Optional.empty();
        }
        if (path.equals(WORKER)) {
            response.setHeader("Service-Worker-Allowed", "/");
        }
        response.setContentType(file.type());
        response.setContentLength(file.length());
        return found;
    }

    private Optional<WebFile> file(String path) throws IOException {
        WebFile known = files.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<WebFile> found = WebFile.at(path);
        found.ifPresent(file -> files.put(path, file));
        return found;
    }
}
