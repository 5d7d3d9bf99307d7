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
 * A request and what the gates have learned about it. Once a user is admitted, it is bound to the thread that answers the request:
 * Jolokia, for example, passes its handlers only what was asked for. Used by that thread alone.
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
     * Create the context of a new request.
     *
     * @param needed the role that is required; empty if anyone may send the request
     */
    RequestContext(HttpServletRequest request, HttpServletResponse response, RequestPath path, Optional<Role> needed) {
        this.request = request;
        this.response = response;
        this.path = path;
        this.needed = needed;
    }

    /** Return the request that this thread is answering; empty if the guard has admitted no user on it. */
    public static Optional<RequestContext> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Return whose request this thread is answering; empty if the guard has admitted no user on it. */
    public static Optional<Caller> currentCaller() {
        return current().map(RequestContext::caller);
    }

    /** Return the memory share of the answer of this thread; empty if the guard has admitted no user on it. */
    public static Optional<AnswerMemory.Share> currentShare() {
        return current().flatMap(RequestContext::share);
    }

    /** Return the request. */
    public HttpServletRequest request() {
        return request;
    }

    /** Return the response. */
    public HttpServletResponse response() {
        return response;
    }

    /** Return the sender, who is known. */
    public Caller caller() {
        return sender().orElseThrow();
    }

    /** Return the sender; empty if unknown, or if it does not matter. */
    Optional<Caller> sender() {
        return identity.flatMap(AccessControl.Identity::caller);
    }

    /** Return the name that the sender has or claims; {@code -} for none. */
    String user() {
        return identity.map(AccessControl.Identity::user).orElse("-");
    }

    /** Return the session of the sender; empty for one who sends a password each time, or needs none. */
    Optional<Sessions.Opened> session() {
        return identity.map(AccessControl.Identity::session);
    }

    /** Return the memory share of the request; empty if the sender is unknown. */
    Optional<AnswerMemory.Share> share() {
        return quota.map(Quotas.Quota::share);
    }

    RequestPath path() {
        return path;
    }

    Optional<Role> needed() {
        return needed;
    }

    /** Set the sender; empty to answer the request as anyone's. */
    void identify(Optional<AccessControl.Identity> found) {
        identity = found;
    }

    /** Set the resources it holds until it is answered. */
    void use(Quotas.Quota given) {
        quota = Optional.of(given);
    }

    /** Set the body. */
    void read(byte[] body) {
        request = new AdmittedRequest(request, body, sender());
    }

    /** Pass it on to the servlets, in the name of the sender. */
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

    /** Answer it with this context bound to the thread. */
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

    /** Release its resources; for an asynchronous answer, once that has been sent. */
    void end() {
        quota.ifPresent(given -> given.end(request, RequestPath.isReading(request.getMethod())));
    }
}
