/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** An answer of Jolokia, which refuses with status 400 only: becomes 503 if the reason was a lack of memory. */
final class RefusableAnswer extends HttpServletResponseWrapper {

    private final AnswerMemory.Share share;

    RefusableAnswer(HttpServletResponse response, AnswerMemory.Share share) {
        super(response);
        this.share = share;
    }

    @Override
    public void setStatus(int status) {
        if (status == SC_BAD_REQUEST && share.isRefused()) {
            setHeader("Retry-After", "1");
            super.setStatus(SC_SERVICE_UNAVAILABLE);
            return;
        }
        super.setStatus(status);
    }
}
