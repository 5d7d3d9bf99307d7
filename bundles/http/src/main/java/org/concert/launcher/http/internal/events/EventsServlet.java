/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.events;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.http.internal.access.AccessGuard;
import org.concert.launcher.http.internal.message.ProblemAnswer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The stream of events; docs/rest.md is its description. */
@HttpWhiteboardServletPattern("/events")
@HttpWhiteboardServletAsyncSupported
@Component(name = "org.concert.launcher.http.events", service = Servlet.class)
public final class EventsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Their positions are sent back in a header, which has a largest size. */
    private static final int MOST_OUTPUTS = 50;

    private static final int DEFAULT_LINES = 200;
    private static final int MOST_LINES = 10_000;

    private final transient EventHub hub;

    /** Create the servlet. */
    @Activate
    public EventsServlet(@Reference EventHub hub) {
        this.hub = hub;
    }

    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) {
        EventHub.prepare(response);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (AccessGuard.isMissedBy(request, response)) {
            return;
        }
        Optional<List<OutputWish>> wishes = OutputWish.parse(request.getParameter("output"));
        Optional<Integer> lines = lines(request.getParameter("lines"));
        if (wishes.isEmpty() || wishes.get().size() > MOST_OUTPUTS || lines.isEmpty()) {
            refuse(
                    request,
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    "Cannot read what to send: 'output' is to be SESSION/NAME or SESSION/NAME@BYTE, " + MOST_OUTPUTS
                            + " at most, separated by commas, 'lines' a number from 0 to " + MOST_LINES);
            return;
        }
        for (OutputWish wish : wishes.get()) {
            if (hub.launchers().process(wish.session(), wish.name()).isEmpty()) {
                refuse(
                        request,
                        response,
                        HttpServletResponse.SC_NOT_FOUND,
                        "Cannot follow " + wish.key() + ": there is no such process");
                return;
            }
        }
        if (!hub.admit(wishes.get().size())) {
            response.setHeader("Retry-After", "10");
            refuse(
                    request,
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "Cannot send events: too many read them, or follow output, already");
            return;
        }
        begin(request, response, wishes.get(), lines.get());
    }

    private void begin(HttpServletRequest request, HttpServletResponse response, List<OutputWish> wishes, int lines)
            throws IOException {
        String last = request.getHeader("Last-Event-ID");
        @Nullable
        StreamPosition back = last == null ? null : StreamPosition.parse(last).orElse(null);
        List<OutputTap> taps = new ArrayList<>();
        for (OutputWish wish : wishes) {
            taps.add(new OutputTap(wish.session(), wish.name(), start(wish, back, lines), hub::wakeSoon));
        }
        boolean state = !"false".equals(request.getParameter("state"));
        EventStream stream = new EventStream(hub, state, taps, back);
        hub.begin(request, response, stream, wishes.size());
    }

    private static OutputStart start(OutputWish wish, @Nullable StreamPosition back, int lines) {
        Long position = back == null ? null : back.outputs().get(wish.key());
        if (position == null) {
            position = wish.from();
        }
        return position == null ? OutputStart.last(lines) : OutputStart.byteNumber(position);
    }

    private static Optional<Integer> lines(@Nullable String text) {
        if (text == null) {
            return Optional.of(DEFAULT_LINES);
        }
        return text.matches("\\d{1,5}") && Integer.parseInt(text) <= MOST_LINES
                ? Optional.of(Integer.valueOf(text))
                : Optional.empty();
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status, String detail)
            throws IOException {
        ProblemAnswer.send(response, status, detail, request.getRequestURI());
    }
}
