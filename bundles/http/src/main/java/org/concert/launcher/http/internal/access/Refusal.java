/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The answer 403, in one plain line. */
final class Refusal {

    private Refusal() {}

    /** Send it. */
    static void send(HttpServletResponse response, String why) throws IOException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter().println(why);
    }
}
