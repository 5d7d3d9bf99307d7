/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the scripts that lie beside classes. */
public final class Resource {

    private Resource() {}

    /** Return the text of a file of this bundle that lies beside a class. */
    public static String text(Class<?> owner, String name) {
        try (InputStream stream = owner.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("Cannot find " + name + " in the bundle");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Return the text of a script without the lines that are comments only. */
    public static String withoutComments(Class<?> owner, String name) {
        return text(owner, name).replaceAll("(?m)^ *#.*\\n", "");
    }
}
