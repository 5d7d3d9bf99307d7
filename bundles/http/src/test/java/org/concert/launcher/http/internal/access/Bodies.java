/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import org.concert.launcher.http.internal.message.JsonBody;

/** Shows tests of other packages what may be in bodies here. */
public final class Bodies {

    /** That of a log-in. */
    public static final JsonBody.Shape LOGIN = AccessServlet.LOGIN;

    private Bodies() {}
}
