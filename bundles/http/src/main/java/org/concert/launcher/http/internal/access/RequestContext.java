/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.concert.launcher.access.Role;
import org.concert.launcher.api.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A request, with what the gates have found out about it. That of a user who was let in is bound to the thread that answers it:
 * Jolokia, for one, hands its handlers nothing but what was asked. Used by that thread.
 */
public final class RequestContext {

    private static final ThreadLocal<@Nullable RequestContext> CURRENT = new ThreadLocal<>();

    private final HttpServletResponse response;
    private final RequestPath path;
    private final Optional<Role> needed;
    private HttpServletRequest request;
    private Optional<AccessControl.Identity> identity = Optional.empty();
    private Optional<Quotas.Quota> quota = Optional.empty();

    /**
     * Create it.
     *
     * @param needed the role that its sender has to have; empty if everybody may send it
     */
    RequestContext(HttpServletRequest request, HttpServletResponse response, RequestPath path, Optional<Role> needed) {
        this.request = request;
        this.response = response;
        this.path = path;
        this.needed = needed;
    }

    /** Return the request that this thread answers; empty if the guard has let in no user on it. */
    public static Optional<RequestContext> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Return whose request this thread answers; empty if the guard has let in no user on it. */
    public static Optional<Caller> currentCaller() {
        return current().map(RequestContext::caller);
    }

    /** Return what counts the memory of the answer of this thread; empty if the guard has let in no user on it. */
    public static Optional<AnswerMemory.Share> currentShare() {
        return current().flatMap(RequestContext::share);
    }

    /** Return the request. */
    public HttpServletRequest request() {
        return request;
    }

    /** Return its answer. */
    public HttpServletResponse response() {
        return response;
    }

    /** Return who sends it, once that was let in. */
    public Caller caller() {
        return sender().orElseThrow();
    }

    /** Return who sends it; empty if that is not known, or does not matter. */
    Optional<Caller> sender() {
        return identity.flatMap(AccessControl.Identity::caller);
    }

    /** Return the name that its sender has, or claims; {@code -} for none. */
    String user() {
        return identity.map(AccessControl.Identity::user).orElse("-");
    }

    /** Return the session it belongs to; empty for a sender who sends a password each time, or needs none. */
    Optional<Sessions.Opened> session() {
        return identity.map(AccessControl.Identity::session);
    }

    /** Return what counts the memory that it takes; empty if its sender is not known. */
    Optional<AnswerMemory.Share> share() {
        return quota.map(Quotas.Quota::share);
    }

    RequestPath path() {
        return path;
    }

    Optional<Role> needed() {
        return needed;
    }

    /** Take who sends it; empty to answer it as that of anybody. */
    void identify(Optional<AccessControl.Identity> found) {
        identity = found;
    }

    /** Take what it may have of the server until it is answered. */
    void use(Quotas.Quota given) {
        quota = Optional.of(given);
    }

    /** Take its body. */
    void read(byte[] body) {
        request = new AdmittedRequest(request, body, sender());
    }

    /** Hand it to what answers it, in the name of its sender. */
    void pass(FilterChain chain) throws IOException, ServletException {
        if (quota.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(AccessGuard.ROLE, caller().role().word());
        request.setAttribute(AccessGuard.VALID, caller().valid());
        AnswerMemory.Share share = quota.get().share();
        answer(() -> chain.doFilter(request, path.isJolokia() ? new RefusableAnswer(response, share) : response));
    }

    /** Answers a request. */
    @FunctionalInterface
    interface Answer {

        /** Answer it. */
        void send() throws ServletException, IOException;
    }

    /** Have it answered, with this bound to the thread. */
    void answer(Answer answer) throws ServletException, IOException {
        CURRENT.set(this);
        try {
            Actor.callAs(caller().actor(), () -> {
                answer.send();
                return true;
            });
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException("Cannot answer " + path.raw(), e);
        } finally {
            CURRENT.remove();
        }
    }

    /** Give back what it has of the server, if need be when its answer has been sent. */
    void end() {
        quota.ifPresent(given -> given.end(request, RequestPath.isReading(request.getMethod())));
    }
}
