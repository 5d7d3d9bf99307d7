/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a process can be asked by. All that its launcher file names for its readiness must hold, and so must all that it names for its
 * liveness. Cheap ones come first.
 */
public enum CheckKind {
    /** Somebody listens at {@code [HOST:]PORT} (TCP) where the process runs; HOST is {@code localhost} or an address. */
    PORT("port", true),
    /** A line of what it has printed since its start matches a regular expression, see {@link LinePattern}. */
    LOG("log", false),
    /** A URL answers with a code of 2xx, asked for where the process runs. */
    HTTP("http", true),
    /** A command exits with 0 where the process runs. */
    COMMAND("check", true);

    /** Begins the keys of what shows that a process is ready. */
    public static final String READY = "ready_";

    /** Begins the keys of what shows that one that is ready still works. */
    public static final String ALIVE = "alive_";

    /** The host may stand in brackets, as that of a URL. */
    private static final Pattern PORT_SHAPE =
            Pattern.compile("(?:(localhost|[0-9.]+|\\[[0-9a-fA-F:.]+]):)?([0-9]{1,5})");

    private static final Pattern URL_SHAPE = Pattern.compile("https?://[^\\s/]\\S*");

    private static final int HIGHEST_PORT = 65535;

    private final String word;
    private final boolean showsLife;

    CheckKind(String word, boolean showsLife) {
        this.word = word;
        this.showsLife = showsLife;
    }

    /** Return the key of what shows that a process is ready. */
    public String readyKey() {
        return READY + word;
    }

    /** Return the key of what shows that one that is ready still works; empty where none of this kind can. */
    public Optional<String> aliveKey() {
        return showsLife ? Optional.of(ALIVE + word) : Optional.empty();
    }

    /** Return the kind of a key; empty if it is that of none. */
    public static Optional<CheckKind> of(String key) {
        return Arrays.stream(values())
                .filter(kind -> kind.readyKey().equals(key)
                        || kind.aliveKey().filter(key::equals).isPresent())
                .findFirst();
    }

    /**
     * A place where somebody may listen.
     *
     * @param host {@code localhost} or an address without brackets; null for any
     * @param port 1 to 65535
     */
    public record Listening(@Nullable String host, int port) {}

    /** Return the place that a value names; null if it names none. */
    public static @Nullable Listening listening(String value) {
        Matcher parts = PORT_SHAPE.matcher(value);
        if (!parts.matches()) {
            return null;
        }
        int port = Integer.parseInt(parts.group(2));
        String host = parts.group(1);
        return port < 1 || port > HIGHEST_PORT
                ? null
                : new Listening(host == null ? null : host.replaceAll("[\\[\\]]", ""), port);
    }

    /** Return what is wrong with a value that is filled in, in words that follow its key; empty if nothing is. */
    public String complaint(String value) {
        return switch (this) {
            case PORT ->
                listening(value) != null
                        ? ""
                        : "must be PORT or HOST:PORT, where HOST is localhost or an address of its machine, not '"
                                + value + "'";
            case HTTP ->
                URL_SHAPE.matcher(value).matches()
                        ? ""
                        : "must be a URL that begins with http:// or https://, not '" + value + "'";
            case LOG -> LinePattern.complaint(value);
            case COMMAND -> value.isBlank() ? "must not be empty" : "";
        };
    }
}
