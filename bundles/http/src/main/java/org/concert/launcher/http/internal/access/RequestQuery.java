/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The part of a request behind the question mark, which the server reads late and with an exception for what is no text. */
final class RequestQuery {

    private static final int HEX = 16;

    private RequestQuery() {}

    /** Return whether a query, null for none, is text: all that is encoded in it is UTF-8. */
    static boolean isText(@Nullable String raw) {
        if (raw == null) {
            return true;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length(); i++) {
            char next = raw.charAt(i);
            if (next != '%') {
                // What is beyond ASCII came as it is, and is no part of what is encoded beside it.
                bytes.write(next < 0x80 ? next : '?');
                continue;
            }
            int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), HEX) : -1;
            int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), HEX) : -1;
            if (high < 0 || low < 0) {
                return false;
            }
            bytes.write(high * HEX + low);
            i += 2;
        }
        try {
            var unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
