/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.Preprocessor;
import org.osgi.service.servlet.whiteboard.annotations.RequireHttpWhiteboard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses, before anything else sees it, what a web page of somebody else's has the operator's browser send to this
 * server: pages may send requests anywhere, and the browser is inside where the robot is. Programs that are no browser
 * send none of the headers looked at here but Host, and pass.
 */
@RequireHttpWhiteboard
@Component(
        name = "org.concert.launcher.http.foreign",
        service = Preprocessor.class,
        property = "service.ranking:Integer=200",
        configurationPid = HttpSettings.PID)
public final class ForeignRequestGuard implements Preprocessor {

    private static final Logger logger = LoggerFactory.getLogger(ForeignRequestGuard.class);

    /** What a browser says of a request that comes from our own page, or from the address bar. */
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final OwnHosts ownHosts;
    private final TrustedOrigins trusted;
    private final AccessControl access;

    /** Create the guard for the hosts and origins that the settings name. */
    @Activate
    public ForeignRequestGuard(
            BundleContext context, Map<String, Object> configuration, @Reference AccessControl access) {
        this(HttpSettings.Reader.of(context, configuration), access);
    }

    private ForeignRequestGuard(Function<String, @Nullable String> settings, AccessControl access) {
        this(OwnHosts.of(settings), TrustedOrigins.of(settings), access);
    }

    ForeignRequestGuard(OwnHosts ownHosts, TrustedOrigins trusted, AccessControl access) {
        this.ownHosts = ownHosts;
        this.trusted = trusted;
        this.access = access;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> complaint = complaint((HttpServletRequest) request);
        if (complaint.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        logger.debug("Refused {}: {}", request.getRemoteAddr(), complaint.get());
        access.denied((HttpServletRequest) request, complaint.get());
        Refusal.send((HttpServletResponse) response, complaint.get());
    }

    private Optional<String> complaint(HttpServletRequest request) {
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
