/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.concert.launcher.access.Role;
import org.concert.launcher.http.internal.message.ProblemException;

/** The checks that a request has to pass before a servlet sees it, in order. Each gate makes one decision. */
final class Gates implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

    /** The media types that a form on any page can send without a preflight request. */
    private static final Set<String> FORM_TYPES =
            Set.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain");

    /** One decision about an incoming request. */
    @FunctionalInterface
    interface Gate {

        /** Return why the request is refused; empty if it passes. */
        Optional<Refusal> refusal(RequestContext asked) throws IOException;
    }

    private final AccessControl access;
    private final OwnPages pages;
    private final RequestBody bodies = new RequestBody(PATIENCE);
    private final Quotas quotas = new Quotas();

    Gates(AccessControl access, OwnPages pages) {
        this.access = access;
        this.pages = pages;
    }

    @Override
    public void close() {
        bodies.close();
    }

    /** Return all gates in the order in which they are asked. */
    List<Gate> inOrder() {
        return List.of(
                this::ownPage,
                this::safeConnection,
                Gates::honestPath,
                Gates::textInQuery,
                Gates::knownMethod,
                this::logIn,
                Gates::role,
                Gates::noForm,
                this::concurrency,
                this::body);
    }

    /** Refuse requests that a page of another site made a browser send. */
    private Optional<Refusal> ownPage(RequestContext asked) {
        return pages.complaint(asked.request())
                .map(why -> Refusal.of(403, why).recorded(why).asText());
    }

    /** Refuse requests from other machines without TLS, unless their network is trusted. */
    private Optional<Refusal> safeConnection(RequestContext asked) {
        return Refusal.of(
                        403,
                        "Cannot answer: from other machines this server is reached by TLS only, or from a network that it"
                                + " trusts (serve --trust)")
                .recorded("neither from this machine nor by TLS")
                .with("Connection", "close")
                .unless(access.isSafe(asked.request()));
    }

    /** Refuse paths that servers may interpret differently. */
    private static Optional<Refusal> honestPath(RequestContext asked) {
        return Refusal.of(400, "Cannot answer: the path has dots or control characters that it should not have")
                .recorded("path with dots or control characters")
                .unless(!asked.path().isHostile());
    }

    /** Refuse queries that are not UTF-8. */
    private static Optional<Refusal> textInQuery(RequestContext asked) {
        return Refusal.of(400, "Cannot answer: what is encoded in the query is no UTF-8")
                .recorded("query that is no text")
                .unless(RequestQuery.isText(asked.request().getQueryString()));
    }

    /** Refuse methods that nothing here answers. */
    private static Optional<Refusal> knownMethod(RequestContext asked) {
        return Refusal.of(405, "Cannot answer: no such method is of use here")
                .with("Allow", String.join(", ", METHODS))
                .unless(METHODS.contains(asked.request().getMethod()));
    }

    /** Identify the sender where that matters, and refuse unknown ones where a role is required. */
    private Optional<Refusal> logIn(RequestContext asked) {
        if (asked.needed().isEmpty() && !asked.path().tellsMoreToKnown()) {
            return Optional.empty();
        }
        AccessControl.Identity identity = access.identify(asked.request());
        asked.identify(Optional.of(identity));
        if (!identity.pause().isZero()) {
            return Refusal.tooManyTries(identity.pause()).unless(asked.needed().isEmpty());
        }
        boolean claimed = !identity.complaint().isEmpty();
        String remedy = access.isLoginRequired()
                ? "POST user and password to " + RequestPath.LOGIN + ", or send them as Authorization: Basic"
                : "'concert_launcher user add' defines users, who can log in from anywhere";
        String recorded = claimed ? identity.complaint() : "not logged in";
        return Refusal.of(
                        401,
                        "Cannot answer: " + (claimed ? identity.complaint() : "nobody is logged in") + "; " + remedy)
                // Not Basic, though it is accepted: browsers would open a password dialog of their own.
                .with("WWW-Authenticate", "Bearer realm=\"concert-launcher\"")
                .recorded(identity.recorded() ? "" : recorded)
                .unless(asked.needed().isEmpty() || asked.sender().isPresent());
    }

    /** Refuse senders without the role that the route requires. */
    private static Optional<Refusal> role(RequestContext asked) {
        return asked.needed().flatMap(needed -> {
            Role role = asked.caller().role();
            return Refusal.of(
                            403,
                            "Cannot do that: " + asked.user() + " is a " + role.word() + ", it needs " + needed.word())
                    .recorded("a " + role.word() + " may not do that")
                    .unless(role.covers(needed));
        });
    }

    /** Refuse forms authenticated by a cookie: any page can make a browser send one. */
    private static Optional<Refusal> noForm(RequestContext asked) {
        String type = asked.request().getContentType();
        boolean form = type != null
                && !RequestPath.isReading(asked.request().getMethod())
                && FORM_TYPES.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
        return Refusal.of(403, "Cannot take a form: send application/json")
                .recorded("a form of a page, with the cookie of the user")
                .unless(!form || asked.needed().isEmpty() || !asked.caller().byCookie());
    }

    /** Refuse senders who have too many requests in progress. */
    private Optional<Refusal> concurrency(RequestContext asked) {
        if (asked.sender().isEmpty()) {
            return Optional.empty();
        }
        Optional<Quotas.Quota> quota = quotas.begin(asked.user());
        quota.ifPresent(asked::use);
        if (quota.isEmpty() && asked.path().isOpen()) {
            // Answered as for anyone.
            asked.identify(Optional.empty());
        }
        return Refusal.of(
                        503,
                        "Cannot answer: " + Quotas.MOST_REQUESTS + " requests of " + asked.user()
                                + " are being answered already; try again")
                .recorded("too many requests at once")
                .unless(quota.isPresent() || asked.path().isOpen());
    }

    /** Read the body, and refuse one that is too large or too slow. */
    private Optional<Refusal> body(RequestContext asked) throws IOException {
        try {
            asked.read(bodies.read(asked.request(), asked.share()));
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(
                    Refusal.of(e.status(), e.detail()).recorded(e.detail()).with("Connection", "close"));
        }
    }
}
