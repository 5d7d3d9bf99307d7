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
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.Preprocessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has browsers be careful with every answer, refusals too: so it comes before all others. */
@Component(
        name = "org.concert.launcher.http.headers",
        service = Preprocessor.class,
        property = "service.ranking:Integer=300",
        configurationPid = HttpSettings.PID)
public final class SecurityHeaders implements Preprocessor {

    private static final Logger logger = LoggerFactory.getLogger(SecurityHeaders.class);

    private static final String CSP = "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none';"
            + " base-uri 'none'; form-action 'self'";

    /** Framework property: for how many seconds browsers are to reach this host by TLS only; 0 has them forget that. */
    static final String HSTS = "org.concert.launcher.http.hsts";

    private static final String A_YEAR = "31536000";

    private final String transportSecurity;

    /** Create it, with what the settings say of TLS. */
    @Activate
    public SecurityHeaders(BundleContext context, Map<String, Object> configuration) {
        this(HttpSettings.Reader.of(context, configuration));
    }

    SecurityHeaders(Function<String, @Nullable String> settings) {
        String seconds = Objects.requireNonNullElse(settings.apply(HSTS), A_YEAR);
        boolean number = seconds.matches("\\d{1,9}");
        if (!number) {
            logger.warn("Cannot use {}={}: it is to be a number of seconds; {} is used", HSTS, seconds, A_YEAR);
        }
        transportSecurity = "max-age=" + (number ? seconds : A_YEAR);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse answer = (HttpServletResponse) response;
        answer.setHeader("Content-Security-Policy", CSP);
        answer.setHeader("X-Frame-Options", "DENY");
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.setHeader("Referrer-Policy", "no-referrer");
        if (request.isSecure()) {
            answer.setHeader("Strict-Transport-Security", transportSecurity);
        }
        if (!RequestPath.of(((HttpServletRequest) request).getRequestURI()).isStatic()) {
            answer.setHeader("Cache-Control", "no-store");
        }
        chain.doFilter(request, response);
    }
}
