/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import java.util.concurrent.CompletableFuture;
import org.concert.launcher.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What is answered to a request.
 *
 * @param status the HTTP status
 * @param location where to find what was made, or null
 * @param body a document of JSON
 */
record Answer(int status, @Nullable String location, String body) {

    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    static Answer ok(Json.Content content) {
        return new Answer(OK, null, Json.document(content));
    }

    static Answer accepted(String location, Json.Content content) {
        return new Answer(ACCEPTED, location, Json.document(content));
    }

    /** Return an answer that is there at once. */
    static CompletableFuture<Answer> now(Json.Content content) {
        return CompletableFuture.completedFuture(ok(content));
    }
}
