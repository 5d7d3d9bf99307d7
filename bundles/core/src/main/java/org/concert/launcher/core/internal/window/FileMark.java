/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which launcher file a process was started from: files of one session are told apart by it.
 *
 * @param host the name of the machine whose file it is, that of the launcher; empty where that was not noted
 * @param path where it is there, absolute
 * @param realPath the same without symbolic links
 */
public record FileMark(String host, String path, String realPath) {

    /** What nobody has noted. */
    public static final FileMark NONE = new FileMark("", "", "");

    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    /** Return that of a launcher file of this machine. */
    public static FileMark of(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return new FileMark(hostName(), absolute.toString(), realPath(absolute).toString());
    }

    private static String hostName() {
        try {
            return Files.readString(HOST_NAME).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }

    private static Path realPath(Path absolute) {
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            return absolute;
        }
    }

    /** Return whether it was noted. */
    public boolean isKnown() {
        return !path.isEmpty();
    }

    /** Return whether both are files of one machine. */
    public boolean isOnHostOf(FileMark other) {
        return host.equals(other.host);
    }

    /** Return whether both are one file; a link on the way to it may have been turned since. */
    public boolean isSameAs(FileMark other) {
        return isOnHostOf(other) && (path.equals(other.path) || realPath.equals(other.realPath));
    }

    /** Return whose file it is, by name; empty if that cannot be told. */
    public String owner() {
        try {
            return Files.getOwner(Path.of(realPath)).getName();
        } catch (IOException e) {
            return "";
        }
    }

    /** Return {@code host:path}. */
    @Override
    public String toString() {
        return host + ":" + path;
    }
}
