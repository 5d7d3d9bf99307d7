/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The query string of a request. The server decodes it late, and throws on what is not text. */
final class RequestQuery {

    private static final int HEX = 16;

    private RequestQuery() {}

    /** Return whether all that is percent-encoded in a query is UTF-8; a query of null is. */
    static boolean isText(@Nullable String raw) {
        if (raw == null) {
            return true;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length(); i++) {
            char next = raw.charAt(i);
            if (next != '%') {
                // Characters beyond ASCII are not encoded, and no part of an encoded sequence.
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
