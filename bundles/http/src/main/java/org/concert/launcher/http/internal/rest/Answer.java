/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.http.internal.message.Pieces;
import org.concert.launcher.json.Json;

/**
 * What is answered to a request.
 *
 * @param status the HTTP status
 * @param headers what is told beside the body
 * @param body a document of JSON, in pieces
 * @param counted whether the memory that it takes is counted already
 */
record Answer(int status, Map<String, String> headers, List<byte[]> body, boolean counted) {

    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    static Answer of(int status, String document) {
        return new Answer(status, Map.of(), List.of(document.getBytes(StandardCharsets.UTF_8)), false);
    }

    /** Return an answer that was gathered in pieces. */
    static Answer ok(Pieces body) {
        return new Answer(OK, Map.of(), body.all(), true);
    }

    static Answer ok(Json.Content content) {
        return new Answer(OK, Map.of(), List.of(Json.bytes(content)), false);
    }

    static Answer accepted(String location, Json.Content content) {
        return new Answer(ACCEPTED, Map.of("Location", location), List.of(Json.bytes(content)), false);
    }

    /** Return it with a header. */
    Answer with(String header, String value) {
        return new Answer(status, Map.of(header, value), body, counted);
    }

    /** Return an answer that is there at once. */
    static CompletableFuture<Answer> now(Json.Content content) {
        return CompletableFuture.completedFuture(ok(content));
    }

    /** Return how many bytes the body has. */
    long size() {
        return body.stream().mapToLong(piece -> piece.length).sum();
    }
}
