/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

/** Shows why a request cannot be answered: problem details (RFC 9457). */
public final class ProblemJson {

    /** The media type of what is written here. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private ProblemJson() {}

    /**
     * Return a document.
     *
     * @param status the HTTP status
     * @param title what the status means, in few words
     * @param detail what is wrong, for people
     * @param instance the path that was asked for
     */
    public static String document(int status, String title, String detail, String instance) {
        return Json.document(json -> {
            json.writeStartObject();
            Json.string(json, "type", "about:blank");
            Json.string(json, "title", title);
            Json.number(json, "status", status);
            Json.string(json, "detail", detail);
            Json.string(json, "instance", instance);
            json.writeEndObject();
        });
    }
}
