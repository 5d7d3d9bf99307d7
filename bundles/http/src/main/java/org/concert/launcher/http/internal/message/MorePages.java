/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.message;

import java.util.concurrent.CompletableFuture;

/** The rest of a body that is too long to be held at once: a page is made when those before it have been taken. */
@FunctionalInterface
public interface MorePages {

    /** There is no more. */
    MorePages NONE = () -> CompletableFuture.completedFuture(new byte[0]);

    /** Make the next page, which is empty at the end. Not asked again before that is done. */
    CompletableFuture<byte[]> next();
}
