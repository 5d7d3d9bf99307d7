/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.completion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The scripts that teach shells to complete command lines of the launcher. */
public final class CompletionScript {

    static final String BASH = "bash";
    static final String ZSH = "zsh";
    static final String FISH = "fish";

    /** The shells there is a script for. */
    public static final List<String> SHELLS = List.of(BASH, ZSH, FISH);

    private CompletionScript() {}

    /** Return the script for one of {@link #SHELLS}. */
    public static String of(String shell) {
        String name = "completion." + shell;
        try (InputStream stream = CompletionScript.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("Cannot find " + name + " in the bundle");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
