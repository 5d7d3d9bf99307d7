/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.concert.launcher.access.Role;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.http.internal.access.AccessGuard;
import org.concert.launcher.http.internal.access.AnswerMemory;
import org.concert.launcher.http.internal.access.RequestContext;
import org.concert.launcher.http.internal.access.Routes;
import org.concert.launcher.http.internal.message.AnswerBody;
import org.concert.launcher.http.internal.message.Pieces;
import org.concert.launcher.http.internal.message.ProblemAnswer;
import org.concert.launcher.http.internal.message.ProblemException;
import org.concert.launcher.http.internal.message.Shown;
import org.concert.launcher.json.ProblemJson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the route of a request and sends its answer. Handlers run on the thread of the request. An answer that comes later is sent by
 * another thread, and none waits meanwhile.
 */
class Dispatcher extends HttpServlet implements Routes {

    private static final long serialVersionUID = 1L;

    private static final Logger logger = LoggerFactory.getLogger(Dispatcher.class);

    /** The characters of names of processes and sessions. */
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_.-]+");

    private static final int UNPROCESSABLE = 422;

    private final transient List<Route> routes;
    private final transient Repeats repeats = new Repeats();

    Dispatcher(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** Return all routes. */
    List<Route> routes() {
        return routes;
    }

    @Override
    public Optional<Role> role(String method, String path) {
        List<String> segments = List.of(path.substring(1).split("/", -1));
        return routes.stream()
                .filter(route -> route.method().equals(answered(method))
                        && route.match(segments).isPresent())
                .map(Route::role)
                .findFirst();
    }

    /** Return the method to look up: HEAD is answered as GET, and the container omits the body. */
    private static String answered(String method) {
        return method.equals("HEAD") ? "GET" : method;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (AccessGuard.isMissedBy(request, response)) {
            return;
        }
        Optional<AnswerMemory.Share> share = RequestContext.currentShare();
        CompletableFuture<Answer> answer;
        try {
            answer = answer(request, response);
        } catch (ProblemException | LauncherException | RuntimeException e) {
            answer = CompletableFuture.completedFuture(problem(request, e));
        }
        AsyncContext async = request.startAsync(request, response);
        // Later answers have timeouts of their own.
        async.setTimeout(0);
        CompletableFuture<Answer> given = answer;
        Runnable end = () -> share.ifPresent(AnswerMemory.Share::close);
        Runnable sending = () -> {
            try {
                Answer ready = counted(request, share, result(request, given));
                if (ready.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
                    response.setHeader("Retry-After", "1");
                }
                send(async, response, ready, end);
            } catch (IOException | IllegalStateException e) {
                logger.debug("Nobody waits for the answer to {} any more", request.getRequestURI(), e);
                end.run();
                async.complete();
            }
        };
        sendOnce(given, async, sending, end, request.getRequestURI());
    }

    /** Send an answer once it is complete. */
    private static void sendOnce(
            CompletableFuture<Answer> given, AsyncContext async, Runnable sending, Runnable end, String path) {
        if (given.isDone()) {
            sending.run();
        } else {
            // Not on the thread of the launcher.
            CompletionStage<Answer> later = given;
            later.whenComplete((done, failure) -> {
                try {
                    async.start(sending);
                } catch (RuntimeException e) {
                    logger.debug("The answer to {} is not sent", path, e);
                    end.run();
                }
            });
        }
    }

    private CompletableFuture<Answer> answer(HttpServletRequest request, HttpServletResponse response)
            throws ProblemException, LauncherException {
        List<String> path = path(request.getRequestURI());
        String method = answered(request.getMethod());
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> segments = route.match(path);
            if (segments.isPresent()) {
                if (route.method().equals(method)) {
                    requireAcceptable(request.getHeader("Accept"), route);
                    requireRole(request, route);
                    return answer(route, new Call(request, segments.get(), route.body()));
                }
                allowed.add(route.method());
            }
        }
        if (allowed.isEmpty()) {
            throw new ProblemException(
                    HttpServletResponse.SC_NOT_FOUND, "Cannot find this path: there is nothing here");
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        response.setHeader("Allow", String.join(", ", allowed));
        throw new ProblemException(
                HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                "Cannot use " + Shown.of(request.getMethod()) + " here: use " + String.join(" or ", allowed));
    }

    /** The guard has checked the role already, unless this servlet was registered a moment before its routes. */
    private static void requireRole(HttpServletRequest request, Route route) throws ProblemException {
        String role = route.role().word();
        if (!request.isUserInRole(role)) {
            throw new ProblemException(HttpServletResponse.SC_FORBIDDEN, "Cannot do that: it needs " + role);
        }
    }

    private CompletableFuture<Answer> answer(Route route, Call call) throws ProblemException, LauncherException {
        if (!route.changes()) {
            return route.handler().handle(call);
        }
        if (!route.template().contains("/{name}/")) {
            call.requireNoMatch();
        }
        List<String> keys = call.headers(Repeats.HEADER);
        return keys.isEmpty()
                ? route.handler().handle(call)
                : repeats.once(
                        call.user(),
                        String.join(", ", keys),
                        call.text(),
                        () -> route.handler().handle(call));
    }

    /** Return the segments of a path. What is not a plain name is refused undecoded, however others would decode it. */
    private static List<String> path(String raw) throws ProblemException {
        List<String> segments = new ArrayList<>(Arrays.asList(raw.split("/", -1)));
        segments.remove(0);
        for (String segment : segments) {
            if (!SEGMENT.matcher(decoded(segment)).matches() || segment.matches("\\.+")) {
                throw new ProblemException(
                        HttpServletResponse.SC_BAD_REQUEST,
                        "Cannot use this path: names in it have only letters, digits, _ and -");
            }
        }
        return segments.stream().map(Dispatcher::decoded).toList();
    }

    /** Decode letters, digits, - and _; other encoded characters are left, and refused. */
    private static String decoded(String segment) {
        return Pattern.compile("%([2-7][0-9A-Fa-f])").matcher(segment).replaceAll(match -> {
            String character = Character.toString(Integer.parseInt(match.group(1), 16));
            return character.matches("[A-Za-z0-9_-]") ? character : "%";
        });
    }

    private static void requireAcceptable(@Nullable String accept, Route route) throws ProblemException {
        String media = route.media();
        String any = media.substring(0, media.indexOf('/') + 1) + "*";
        if (accept != null && Stream.of(media, any, "*/*").noneMatch(accept::contains)) {
            throw new ProblemException(
                    HttpServletResponse.SC_NOT_ACCEPTABLE, "Cannot answer as wanted: there is " + media + " only");
        }
    }

    private static Answer result(HttpServletRequest request, CompletableFuture<Answer> answer) {
        try {
            return answer.join();
        } catch (RuntimeException e) {
            return problem(request, LauncherException.causeOf(e));
        }
    }

    private static Answer problem(HttpServletRequest request, Throwable failure) {
        int status;
        String detail = String.valueOf(failure.getMessage());
        if (failure instanceof Pieces.NoRoomException) {
            return noRoom(request);
        } else if (failure instanceof ProblemException problem) {
            status = problem.status();
        } else if (failure instanceof TransportException) {
            status = HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        } else if (failure instanceof RequestException refused && refused.isConflict()) {
            status = HttpServletResponse.SC_CONFLICT;
        } else if (failure instanceof LauncherException) {
            status = UNPROCESSABLE;
        } else {
            logger.error("Cannot answer {} {}", request.getMethod(), request.getRequestURI(), failure);
            status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
            detail = "Cannot answer: a mistake of the launcher's own; its log says more";
        }
        return Answer.of(status, ProblemAnswer.document(status, detail, request.getRequestURI()));
    }

    private static Answer noRoom(HttpServletRequest request) {
        String document = ProblemAnswer.document(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "Cannot answer: too much is being answered at once; try again",
                request.getRequestURI());
        return Answer.of(HttpServletResponse.SC_SERVICE_UNAVAILABLE, document);
    }

    /** Return the answer, if there is room for it. */
    private static Answer counted(HttpServletRequest request, Optional<AnswerMemory.Share> share, Answer answer) {
        boolean room = answer.counted() || share.isEmpty() || share.get().take(answer.size());
        return room ? answer : noRoom(request);
    }

    private static void send(AsyncContext async, HttpServletResponse response, Answer answer, Runnable gone)
            throws IOException {
        response.setStatus(answer.status());
        response.setContentType(
                answer.status() < HttpServletResponse.SC_BAD_REQUEST ? "application/json" : ProblemJson.MEDIA_TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        answer.headers().forEach(response::setHeader);
        if (answer.isWhole()) {
            response.setContentLengthLong(answer.size());
        }
        AnswerBody.send(async, answer.body(), answer.more(), gone);
    }
}
