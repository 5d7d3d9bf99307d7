/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.events;

import org.concert.launcher.json.Json;
import org.jspecify.annotations.Nullable;

/** An event that can be sent again. It is written as JSON when it is sent first, for all readers. */
final class StoredEvent {

    private final long number;
    private final String type;
    private Json.@Nullable Content content;
    private @Nullable String data;

    StoredEvent(long number, String type, Json.Content content) {
        this.number = number;
        this.type = type;
        this.content = content;
    }

    long number() {
        return number;
    }

    String type() {
        return type;
    }

    synchronized String data() {
        String written = data;
        if (written == null && content != null) {
            written = Json.document(content);
            data = written;
            content = null;
        }
        return written == null ? "" : written;
    }
}
