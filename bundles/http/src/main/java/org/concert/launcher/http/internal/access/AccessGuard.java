/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.concert.launcher.access.Role;
import org.concert.launcher.http.internal.message.ProblemAnswer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.Preprocessor;

/**
 * Lets requests through to the servlets if their sender may send them, with their body read. What it lets through has the
 * attributes {@value #ROLE} and {@value #VALID}, the user as remote user, and the {@link Caller} bound to its thread.
 */
@Component(
        name = "org.concert.launcher.http.guard",
        service = Preprocessor.class,
        property = "service.ranking:Integer=100")
public final class AccessGuard implements Preprocessor {

    /** Request attribute: {@code viewer} or {@code operator}; not there when nobody is logged in. */
    public static final String ROLE = "org.concert.launcher.role";

    /**
     * Request attribute, a {@link java.util.function.BooleanSupplier}: whether the sender would still be let in; for
     * answers that last.
     */
    public static final String VALID = "org.concert.launcher.valid";

    /** Request attribute: the {@link AnswerMemory.Share} of the request. */
    static final String MEMORY = "org.concert.launcher.memory";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

    /** What a form of any page can send without asking. */
    private static final Set<String> FORM_TYPES =
            Set.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain");

    private final AccessControl access;
    private final RequestBody bodies = new RequestBody(PATIENCE);
    private final Quotas quotas = new Quotas();

    /** Create the guard. */
    @Activate
    public AccessGuard(@Reference AccessControl access) {
        this.access = access;
    }

    @Deactivate
    void close() {
        bodies.close();
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        RequestPath path = RequestPath.of(request.getRequestURI());
        if (!isSound(request, response, path)) {
            return;
        }
        Optional<Role> needed = path.needed(request.getMethod());
        boolean identified = needed.isPresent() || path.tellsMoreToKnown();
        Optional<AccessControl.Identity> identity =
                identified ? Optional.of(access.identify(request)) : Optional.empty();
        Optional<Caller> caller = identity.flatMap(AccessControl.Identity::caller);
        if (needed.isPresent() && !admits(request, response, path, identity.orElseThrow(), needed.get())) {
            return;
        }
        identity.ifPresent(known -> {
            if (known.session() != null) {
                request.setAttribute(AccessServlet.SESSION, known.session());
            }
        });
        if (caller.isEmpty()) {
            pass(request, response, path, Optional.empty(), chain);
            return;
        }
        passInTurn(request, response, path, caller.get(), chain);
    }

    /** Whose request it is, and what it takes. */
    private record Admitted(Caller caller, AnswerMemory.Share share) {}

    /** Return whether a request is one that anybody could send; it is answered if not. */
    private boolean isSound(HttpServletRequest request, HttpServletResponse response, RequestPath path)
            throws IOException {
        if (!access.isSafe(request)) {
            access.denials().denied(request, "-", "neither from this machine nor by TLS");
            response.setHeader("Connection", "close");
            refuse(
                    response,
                    403,
                    path,
                    "Cannot answer: from other machines this server is reached by TLS only, or from a network that it trusts"
                            + " (serve --trust)");
            return false;
        }
        if (path.isHostile()) {
            access.denials().denied(request, "-", "path with dots or control characters");
            refuse(
                    response,
                    400,
                    path,
                    "Cannot answer: the path has dots or control characters that it should not have");
            return false;
        }
        if (!RequestQuery.isText(request.getQueryString())) {
            access.denials().denied(request, "-", "query that is no text");
            refuse(response, 400, path, "Cannot answer: what is encoded in the query is no UTF-8");
            return false;
        }
        if (!METHODS.contains(request.getMethod())) {
            response.setHeader("Allow", String.join(", ", METHODS));
            refuse(response, 405, path, "Cannot answer: no such method is of use here");
            return false;
        }
        return true;
    }

    /** Pass on the request of a user, unless too many of the same user are being answered. */
    private void passInTurn(
            HttpServletRequest request,
            HttpServletResponse response,
            RequestPath path,
            Caller caller,
            FilterChain chain)
            throws IOException, ServletException {
        String user = caller.actor().user();
        Optional<Quotas.Quota> quota = quotas.begin(user);
        if (quota.isEmpty() && path.isOpen()) {
            // What everybody is answered, a user is, too.
            pass(request, response, path, Optional.empty(), chain);
            return;
        }
        if (quota.isEmpty()) {
            access.denials().denied(request, user, "too many requests at once");
            refuse(
                    response,
                    503,
                    path,
                    "Cannot answer: " + Quotas.MOST_TURNS + " requests of " + user
                            + " are being answered already; try again");
            return;
        }
        try {
            pass(
                    request,
                    response,
                    path,
                    Optional.of(new Admitted(caller, quota.get().share())),
                    chain);
        } finally {
            quota.get().end(request, path.isReading(request.getMethod()));
        }
    }

    /**
     * Return whether a request came past the guard without being let in by it, and answer it then: while the bundle starts
     * or is exchanged, a servlet may be there before the guard is.
     */
    public static boolean isMissedBy(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(ROLE) != null) {
            return false;
        }
        ProblemAnswer.send(
                response,
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "Cannot answer yet: the access control is just starting; try again",
                request.getRequestURI());
        return true;
    }

    /** Return whether a request may go on; it is answered if not. */
    private boolean admits(
            HttpServletRequest request,
            HttpServletResponse response,
            RequestPath path,
            AccessControl.Identity identity,
            Role needed)
            throws IOException {
        if (!identity.pause().isZero()) {
            tooMany(response, path, identity.pause());
            return false;
        }
        if (identity.caller().isEmpty()) {
            refuseStranger(request, response, path, identity);
            return false;
        }
        Caller caller = identity.caller().get();
        if (!caller.role().covers(needed)) {
            access.denials()
                    .denied(request, identity.user(), "a " + caller.role().word() + " may not do that");
            refuse(
                    response,
                    403,
                    path,
                    "Cannot do that: " + identity.user() + " is a "
                            + caller.role().word() + ", it needs " + needed.word());
            return false;
        }
        if (caller.byCookie() && isForm(request)) {
            access.denials().denied(request, identity.user(), "a form of a page, with the cookie of the user");
            refuse(response, 403, path, "Cannot take a form: send application/json");
            return false;
        }
        return true;
    }

    private void refuseStranger(
            HttpServletRequest request, HttpServletResponse response, RequestPath path, AccessControl.Identity identity)
            throws IOException {
        String why = identity.complaint();
        if (!identity.recorded()) {
            access.denials().denied(request, identity.user(), why.isEmpty() ? "not logged in" : why);
        }
        // Not Basic, though it is known here: browsers would ask for a password in a window of their own.
        response.setHeader("WWW-Authenticate", "Bearer realm=\"concert-launcher\"");
        refuse(
                response,
                401,
                path,
                "Cannot answer: " + (why.isEmpty() ? "nobody is logged in" : why) + "; " + remedy());
    }

    private String remedy() {
        return access.isLoginRequired()
                ? "POST user and password to " + RequestPath.LOGIN + ", or send them as Authorization: Basic"
                : "'concert_launcher user add' defines users, who can log in from anywhere";
    }

    static void tooMany(HttpServletResponse response, RequestPath path, Duration pause) throws IOException {
        long seconds = Math.max(1, pause.plusMillis(999).toSeconds());
        response.setHeader("Retry-After", Long.toString(seconds));
        refuse(response, 429, path, "Cannot check the password now: try again in " + seconds + " s");
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return !Set.of("GET", "HEAD").contains(request.getMethod())
                && type != null
                && FORM_TYPES.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    private void pass(
            HttpServletRequest request,
            HttpServletResponse response,
            RequestPath path,
            Optional<Admitted> admitted,
            FilterChain chain)
            throws IOException, ServletException {
        Optional<AdmittedRequest> read = read(request, response, path, admitted);
        if (read.isEmpty()) {
            return;
        }
        AdmittedRequest passed = read.get();
        if (admitted.isEmpty()) {
            chain.doFilter(passed, response);
            return;
        }
        AnswerMemory.Share share = admitted.get().share();
        request.setAttribute(ROLE, admitted.get().caller().role().word());
        request.setAttribute(VALID, admitted.get().caller().valid());
        request.setAttribute(MEMORY, share);
        try {
            admitted.get()
                    .caller()
                    .call(() -> share.call(() -> {
                        chain.doFilter(passed, path.isJolokia() ? new RefusableAnswer(response, share) : response);
                        return true;
                    }));
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException("Cannot answer " + path.raw(), e);
        }
    }

    /** Return a request with its body; empty if that is refused, and answered then. */
    private Optional<AdmittedRequest> read(
            HttpServletRequest request, HttpServletResponse response, RequestPath path, Optional<Admitted> admitted)
            throws IOException {
        Optional<Caller> caller = admitted.map(Admitted::caller);
        try {
            byte[] body = bodies.read(request, admitted.map(Admitted::share));
            return Optional.of(new AdmittedRequest(request, body, caller));
        } catch (RequestBody.RefusedException e) {
            access.denials()
                    .denied(
                            request,
                            caller.map(known -> known.actor().user()).orElse("-"),
                            String.valueOf(e.getMessage()));
            response.setHeader("Connection", "close");
            refuse(response, e.status(), path, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static void refuse(HttpServletResponse response, int status, RequestPath path, String why)
            throws IOException {
        ProblemAnswer.send(response, status, why, path.raw());
    }
}
