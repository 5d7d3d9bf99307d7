/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.io.Serial;
import java.util.List;

/**
 * A request that the launcher does not take on, as it does not fit the launcher file (an unknown process or variant, a
 * parameter without a value or with one that is not allowed), or what runs.
 */
public final class RequestException extends LauncherException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean conflict;

    /** Create one from all complaints about the request, each a line; at least one. */
    public RequestException(List<String> complaints) {
        this(complaints, false);
    }

    private RequestException(List<String> complaints, boolean conflict) {
        super(String.join("\n", complaints));
        this.conflict = conflict;
    }

    /** Return one for a request that fits the launcher file, but not what runs; another time it may. */
    public static RequestException ofConflict(List<String> complaints) {
        return new RequestException(complaints, true);
    }

    /** Return whether the request fits the launcher file, but not what runs. */
    public boolean isConflict() {
        return conflict;
    }
}
