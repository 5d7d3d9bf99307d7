/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.http.internal.message.MorePages;
import org.concert.launcher.http.internal.message.Pieces;
import org.concert.launcher.json.Json;

/**
 * What is answered to a request.
 *
 * @param status the HTTP status
 * @param headers what is told beside the body
 * @param body a document of JSON unless the headers name another type, in pieces
 * @param more what follows the body; then nobody knows how long it is
 * @param counted whether the memory that it takes is counted already
 */
record Answer(int status, Map<String, String> headers, List<byte[]> body, MorePages more, boolean counted) {

    private static final String CONTENT_TYPE = "Content-Type";

    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    static Answer of(int status, String document) {
        return whole(status, Map.of(), document.getBytes(StandardCharsets.UTF_8));
    }

    /** Return an answer that was gathered in pieces. */
    static Answer ok(Pieces body) {
        return new Answer(OK, Map.of(), body.all(), MorePages.NONE, true);
    }

    static Answer ok(Json.Content content) {
        return whole(OK, Map.of(), Json.bytes(content));
    }

    static Answer accepted(String location, Json.Content content) {
        return whole(ACCEPTED, Map.of("Location", location), Json.bytes(content));
    }

    /** Return it with a header. */
    Answer with(String header, String value) {
        return new Answer(status, Map.of(header, value), body, more, counted);
    }

    /**
     * Return a text that browsers keep as a file.
     *
     * @param more what follows the first piece; its memory is counted by whoever makes it
     */
    static Answer file(String name, byte[] first, MorePages more) {
        Map<String, String> headers = Map.of(
                CONTENT_TYPE,
                "text/plain;charset=utf-8",
                "Content-Disposition",
                "attachment; filename=\"" + name + "\"");
        return new Answer(OK, headers, List.of(first), more, more != MorePages.NONE);
    }

    private static Answer whole(int status, Map<String, String> headers, byte[] body) {
        return new Answer(status, headers, List.of(body), MorePages.NONE, false);
    }

    /** Return whether it is known how long it is. */
    boolean isWhole() {
        return more == MorePages.NONE;
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
