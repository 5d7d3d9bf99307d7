/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.metrics;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.http.internal.access.AccessControl;
import org.concert.launcher.http.internal.access.RequestContext;
import org.concert.launcher.http.internal.launchers.Launchers;
import org.concert.launcher.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Whether the launcher lives, and whether it can do its work: every launcher file in force, every machine in use connected.
 * Who is not logged in may ask too, and so is told what is wrong, but no names.
 */
@HttpWhiteboardServletPattern({"/health", "/health/live", "/health/ready"})
@Component(name = "org.concert.launcher.http.health", service = Servlet.class)
public final class HealthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Launchers launchers;
    private final transient AccessControl access;

    /** Create the servlet. */
    @Activate
    public HealthServlet(@Reference Launchers launchers, @Reference AccessControl access) {
        this.launchers = launchers;
        this.access = access;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // That this is answered at all is the sign of life.
        boolean onlyLive = request.getServletPath().endsWith("/live");
        List<String> reasons =
                onlyLive ? List.of() : reasons(RequestContext.current().isPresent());
        byte[] body = Json.bytes(json -> {
            json.writeStartObject();
            Json.string(json, "status", reasons.isEmpty() ? "UP" : "DOWN");
            json.writeBooleanField("live", true);
            if (!onlyLive) {
                json.writeBooleanField("ready", reasons.isEmpty());
                Json.strings(json, "reasons", reasons);
                Json.strings(json, "trusted", access.trusted().names());
            }
            json.writeEndObject();
        });
        response.setStatus(reasons.isEmpty() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private List<String> reasons(boolean named) {
        List<String> reasons = new ArrayList<>();
        List<Launcher> all = launchers.all();
        if (all.isEmpty()) {
            reasons.add("no launcher file is served yet");
        }
        for (Launcher launcher : all) {
            if (!launcher.configError().isEmpty()) {
                reasons.add("the launcher file" + (named ? " of session " + launcher.session() : "")
                        + " has mistakes: what was read before is in force");
            }
        }
        for (MachineSnapshot machine : launchers.machines()) {
            if (machine.state() == MachineSnapshot.State.CONNECTING
                    || machine.state() == MachineSnapshot.State.UNREACHABLE) {
                reasons.add((named ? "machine " + machine.name() : "a machine") + " is " + machine.state());
            }
        }
        return reasons;
    }
}
