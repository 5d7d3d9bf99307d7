/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is sent to log in: {@code {"user": "ann", "password": "..."}}. */
record LoginBody(String user, String password) {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Return what a body says; empty if it is anything else. */
    static Optional<LoginBody> read(InputStream body) {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    return Optional.empty();
                }
                texts.put(name, json.getText());
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        String user = texts.get("user");
        String password = texts.get("password");
        return user == null || password == null ? Optional.empty() : Optional.of(new LoginBody(user, password));
    }

    /** A password is for no log. */
    @Override
    public String toString() {
        return "LoginBody[" + user + "]";
    }
}
