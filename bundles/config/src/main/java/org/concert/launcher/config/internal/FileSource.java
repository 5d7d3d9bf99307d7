/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.concert.launcher.config.ConfigException;

/** Reads the text of a file, which must be UTF-8 and not absurdly large. */
public final class FileSource {

    private static final int MOST_BYTES = 3_000_000;

    private FileSource() {}

    /** Return the text of a file, without a byte order mark. */
    public static String read(Path file, Report report) throws ConfigException {
        if (Files.isDirectory(file)) {
            throw report.fatal("is a folder; name the launcher file in it");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // It is read again whenever it may have changed.
            throw report.fatal("is a pipe or a device; a launcher file is an ordinary one");
        }
        ByteBuffer bytes = ByteBuffer.wrap(bytes(file, report));
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        if (decoder.decode(bytes, text, true).isError()) {
            throw notUtf8(text.flip(), report);
        }
        return text.flip().toString();
    }

    private static byte[] bytes(Path file, Report report) throws ConfigException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw report.fatal("is larger than " + MOST_BYTES / 1_000_000 + " MB, so it is no launcher file");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw report.fatal("does not exist");
        } catch (AccessDeniedException e) {
            throw report.fatal("may not be read by this user");
        } catch (FileSystemException e) {
            throw report.fatal("cannot be read: " + (e.getReason() == null ? e : e.getReason()));
        } catch (IOException e) {
            throw report.fatal("cannot be read: " + e.getMessage());
        }
    }

    /** Say where the text before the first wrong byte ends. */
    private static ConfigException notUtf8(CharSequence good, Report report) {
        TextPosition position = TextPosition.after(good);
        return report.fatal(
                report.placeOf(position.line(), position.column()), "is not UTF-8 here; save the file as UTF-8");
    }
}
