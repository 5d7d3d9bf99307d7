/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.Preprocessor;

/** Has browsers be careful with every answer, refusals too: so it comes before all others. */
@Component(
        name = "org.concert.launcher.http.headers",
        service = Preprocessor.class,
        property = "service.ranking:Integer=300")
public final class SecurityHeaders implements Preprocessor {

    private static final String CSP = "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none';"
            + " base-uri 'none'; form-action 'self'";

    /** Create it. */
    @Activate
    public SecurityHeaders() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse answer = (HttpServletResponse) response;
        answer.setHeader("Content-Security-Policy", CSP);
        answer.setHeader("X-Frame-Options", "DENY");
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.setHeader("Referrer-Policy", "no-referrer");
        if (!RequestPath.of(((HttpServletRequest) request).getRequestURI()).isStatic()) {
            answer.setHeader("Cache-Control", "no-store");
        }
        chain.doFilter(request, response);
    }
}
