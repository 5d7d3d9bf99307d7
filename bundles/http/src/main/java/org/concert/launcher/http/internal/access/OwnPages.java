/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes requests that a page of another site makes the operator's browser send to this server: pages may send requests anywhere,
 * and the browser is inside the network of the robot. Programs other than browsers send none of the headers checked here but Host,
 * and pass.
 *
 * @param ownHosts the names of this server
 * @param trusted the origins of other consoles that may pass requests on
 */
record OwnPages(OwnHosts ownHosts, TrustedOrigins trusted) {

    /** Values of Sec-Fetch-Site for requests from our own pages and from the address bar. */
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    /** Return why a request is refused; empty if it is not one of another site. */
    Optional<String> complaint(HttpServletRequest request) {
        if (!ownHosts.contains(request.getServerName(), request.getLocalAddr())) {
            return Optional.of(
                    "Cannot answer: this server is not known by the host name of the request; if it is one of"
                            + " its names, list it in the framework property " + OwnHosts.NAMES);
        }
        if (!isKnownPage(request, "Origin") || !isKnownPage(request, "Referer")) {
            return Optional.of("Cannot answer: the request comes from a page of another site; if it is a console that"
                    + " passes requests on, list its origin in the framework property " + TrustedOrigins.NAMES);
        }
        @Nullable String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !OWN_SITE.contains(site)) {
            return Optional.of("Cannot answer: the browser says that the request comes from another site");
        }
        return Optional.empty();
    }

    private boolean isKnownPage(HttpServletRequest request, String header) {
        @Nullable String value = request.getHeader(header);
        return value == null
                || Origin.of(value)
                        .filter(origin ->
                                origin.isAt(request.getScheme(), request.getServerName(), request.getServerPort())
                                        || trusted.contains(origin))
                        .isPresent();
    }
}
