/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.console.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file of the pages. Immutable. */
final class WebFile {

    /** Browsers take no script of another type. */
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "webmanifest", "application/manifest+json");

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+\\.(?<type>[a-z]+)");

    /** None is nearly as long; of thousands of segments the pattern would need too deep a stack. */
    private static final int LONGEST_PATH = 200;

    private final byte[] content;
    private final String type;
    private final String tag;

    private WebFile(byte[] content, String type) {
        this.content = content;
        this.type = type;
        this.tag = tag(content);
    }

    /**
     * Return the file at a path of the server.
     *
     * @param path as it stands in the URL, decoded
     * @return empty if there is none
     * @throws IOException if it cannot be read
     */
    static Optional<WebFile> at(String path) throws IOException {
        var matcher = PATH.matcher(path);
        if (path.length() > LONGEST_PATH || !matcher.matches()) {
            return Optional.empty();
        }
        @Nullable String type = TYPES.get(matcher.group("type"));
        if (type == null) {
            return Optional.empty();
        }
        try (@Nullable InputStream file = WebFile.class.getResourceAsStream("web" + path)) {
            if (file == null) {
                return Optional.empty();
            }
            return Optional.of(new WebFile(file.readAllBytes(), type));
        }
    }

    /** Return its media type. */
    String type() {
        return type;
    }

    /** Return what changes with its content, as HTTP wants it. */
    String tag() {
        return tag;
    }

    /** Return how many bytes it has. */
    int length() {
        return content.length;
    }

    /** Write some of its bytes. */
    void writeTo(OutputStream sink, int from, int count) throws IOException {
        sink.write(content, from, count);
    }

    private static String tag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
