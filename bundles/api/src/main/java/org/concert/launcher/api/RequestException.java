/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.io.Serial;
import java.util.List;

/** A request that does not fit the launcher file: an unknown process or variant, a parameter without a value. */
public final class RequestException extends LauncherException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Create one from all complaints about the request, each a line; at least one. */
    public RequestException(List<String> complaints) {
        super(String.join("\n", complaints));
    }
}
