/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.concert.launcher.json.Json;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Requirement;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.annotations.RequireHttpWhiteboard;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * What the GUIs ask for besides processes: some of it before they show anything. A launcher has no joints, plugins and pages, and
 * says so in the way that ends their asking; what would run what is in no launcher file is refused with status 200, for they show
 * reasons only then.
 */
@RequireHttpWhiteboard
@Requirement(
        namespace = "osgi.service",
        filter = "(objectClass=org.osgi.service.servlet.whiteboard.Preprocessor)",
        effective = "active")
@HttpWhiteboardServletPattern({
    GuiStartServlet.VERSION,
    GuiStartServlet.PAGES,
    GuiStartServlet.UDP,
    GuiStartServlet.PLUGINS,
    GuiStartServlet.DASHBOARD,
    GuiStartServlet.JOINTS,
    GuiStartServlet.RUN_ONCE,
    GuiStartServlet.ADD,
    GuiStartServlet.DELETE + "/*",
    GuiStartServlet.RESTART
})
@Component(name = "org.concert.launcher.gui.start", service = Servlet.class)
public final class GuiStartServlet extends HttpServlet {

    static final String VERSION = "/version";
    static final String PAGES = "/requested_pages";
    static final String UDP = "/udp";
    static final String PLUGINS = "/plugin/get_list";
    static final String DASHBOARD = "/dashboard/get_states";
    static final String JOINTS = "/joint_states/info";
    static final String RUN_ONCE = "/process/custom_command";
    static final String ADD = "/process/add_custom_command";
    static final String DELETE = "/process/delete_custom_command";
    static final String RESTART = "/restart";

    private static final long serialVersionUID = 1L;

    private static final String JSON = "application/json";

    private static final Map<String, String> REFUSALS = Map.of(
            "POST " + RUN_ONCE,
            "Cannot run a command: only what the launcher file has is run; add it there, or run it by ssh",
            "PUT " + ADD,
            "Cannot add a process: edit the launcher file, which is read again when it changes",
            "PUT " + DELETE,
            "Cannot take a process away: edit the launcher file, which is read again when it changes",
            "POST " + RESTART,
            "Cannot restart the launcher from here: that is for whoever has started it; the processes would run on");

    private final transient Map<String, Json.Content> answers;

    /** Create the servlet. */
    @Activate
    public GuiStartServlet(BundleContext context) {
        String version = "concert_launcher " + context.getBundle().getVersion();
        this.answers = Map.of(
                VERSION,
                        json -> {
                            succeed(json, "got version");
                            Json.string(json, "version", version);
                        },
                PAGES, json -> Json.strings(json, "requested_pages", List.of()),
                // Port 0 has the desktop GUIs send no datagrams: all of it comes by the socket.
                UDP,
                        json -> {
                            succeed(json, "states and output come by the websocket");
                            json.writeNumberField("port", 0);
                        },
                PLUGINS,
                        json -> {
                            succeed(json, "a launcher has no plugins");
                            Json.strings(json, "plugins", List.of());
                        },
                DASHBOARD, json -> {},
                JOINTS,
                        json -> {
                            succeed(json, "a launcher knows no joints");
                            for (String list : List.of("jnames", "qmin", "qmax", "vmax", "taumax")) {
                                Json.strings(json, list, List.of());
                            }
                            json.writeObjectFieldStart("jstate");
                            json.writeEndObject();
                        });
    }

    private static void succeed(JsonGenerator json, String message) throws IOException {
        json.writeBooleanField("success", true);
        Json.string(json, "message", message);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (Answers.isStrange(request, response)) {
            return;
        }
        String path = request.getServletPath();
        Json.@Nullable Content answer = isReading(request) ? answers.get(path) : null;
        @Nullable String refusal = REFUSALS.get(request.getMethod() + " " + path);
        if (answer != null) {
            Answers.send(response, JSON, json -> {
                json.writeStartObject();
                answer.writeTo(json);
                json.writeEndObject();
            });
        } else if (refusal != null) {
            Answers.send(response, JSON, json -> {
                json.writeStartObject();
                json.writeBooleanField("success", false);
                Json.string(json, "message", refusal);
                json.writeEndObject();
            });
        } else {
            response.setHeader("Allow", answers.containsKey(path) ? "GET, HEAD" : "POST, PUT");
            Answers.problem(
                    request, response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "no such method is of use here");
        }
    }

    private static boolean isReading(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }
}
