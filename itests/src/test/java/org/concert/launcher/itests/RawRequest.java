/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as it goes over the wire.
 *
 * @param method the first word
 * @param target the second one, as it is sent
 * @param headers the lines of the head
 * @param body what follows it
 */
record RawRequest(String method, String target, List<String> headers, String body) {

    /** Return the request with another line in its head; of a header that is there already, it takes the place. */
    RawRequest with(String header) {
        String name = header.substring(0, header.indexOf(':') + 1);
        List<String> lines = new ArrayList<>(headers);
        lines.removeIf(line -> line.startsWith(name));
        lines.add(header);
        return new RawRequest(method, target, lines, body);
    }

    /** Return the request with a body of JSON, in which single quotes stand for double ones. */
    RawRequest json(String json) {
        return body("application/json", json.replace('\'', '"'));
    }

    /** Return the request with a body. */
    RawRequest body(String type, String text) {
        RawRequest typed =
                with("Content-Type: " + type).with("Content-Length: " + text.getBytes(StandardCharsets.UTF_8).length);
        return new RawRequest(method, target, typed.headers(), text);
    }

    /** Return what is sent. */
    byte[] bytes() {
        return (method + " " + target + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }
}
