/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** Reads the version that the build has put into {@code version.txt}. */
public final class VersionProvider implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        try (InputStream in = VersionProvider.class.getResourceAsStream("version.txt")) {
            if (in == null) {
                throw new IOException("Cannot read version.txt: it is not beside " + VersionProvider.class.getName());
            }
            return new String[] {"concert_launcher " + new String(in.readAllBytes(), StandardCharsets.UTF_8).strip()};
        }
    }
}
