/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.concert.launcher.gui.internal.socket.Handshake;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The socket of the GUIs. */
@HttpWhiteboardServletPattern("/ws")
@Component(name = "org.concert.launcher.gui.socket", service = Servlet.class)
public final class GuiSocketServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** What the guard says of whether the sender would still be let in. */
    private static final String VALID = "org.concert.launcher.valid";

    private final transient GuiHub hub;
    private final transient LongSupplier nanoTime = System::nanoTime;

    /** Create the servlet. */
    @Activate
    public GuiSocketServlet(@Reference GuiHub hub) {
        this.hub = hub;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Answers.isStrange(request, response)) {
            return;
        }
        Optional<String> complaint = Handshake.complaint(request);
        if (complaint.isPresent()) {
            response.setHeader("Upgrade", "websocket");
            response.setHeader("Sec-WebSocket-Version", "13");
            Answers.problem(request, response, Answers.UPGRADE_REQUIRED, complaint.get());
            return;
        }
        if (!hub.hasRoom()) {
            response.setHeader("Retry-After", "1");
            Answers.problem(
                    request,
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    GuiHub.MOST_CLIENTS + " GUIs are connected already");
            return;
        }
        BooleanSupplier allowed = request.getAttribute(VALID) instanceof BooleanSupplier valid ? valid : () -> false;
        Handshake.accept(request, new GuiClient(hub, request.getRemoteAddr(), allowed), nanoTime);
    }
}
