/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The names that decide which file a path leads to: its own, and those of all folders and symbolic links on the way. */
final class PathTrail {

    /** Linux follows no more (path_resolution(7)). */
    private static final int MOST_LINKS = 40;

    private final Map<Path, Set<Path>> names = new LinkedHashMap<>();
    private final Deque<Path> ahead = new ArrayDeque<>();
    private Path at;

    private PathTrail(Path root) {
        this.at = root;
    }

    /**
     * Return, by the folder they are in, the names that decide which file an absolute path leads to and what it holds: if
     * none of them is written, made, removed or renamed, it holds the same.
     */
    static Map<Path, Set<Path>> of(Path file) {
        Path absolute = file.toAbsolutePath();
        PathTrail trail = new PathTrail(absolute.getRoot());
        absolute.forEach(trail.ahead::addLast);
        trail.walk();
        return trail.names;
    }

    private void walk() {
        int links = 0;
        while (!ahead.isEmpty()) {
            Path name = ahead.removeFirst();
            Path next = at.resolve(name);
            if (name.toString().equals("..")) {
                at = at.getParent() == null ? at : at.getParent();
            } else if (!name.toString().equals(".")) {
                names.computeIfAbsent(at, folder -> new LinkedHashSet<>()).add(name);
                if (Files.isSymbolicLink(next) && links++ < MOST_LINKS) {
                    follow(next);
                } else if (Files.isDirectory(next)) {
                    at = next;
                } else {
                    // It leads no further, at present.
                    return;
                }
            }
        }
    }

    private void follow(Path link) {
        Path target;
        try {
            target = Files.readSymbolicLink(link);
        } catch (IOException e) {
            // It was removed just now; its name is among those that matter.
            ahead.clear();
            return;
        }
        if (target.isAbsolute()) {
            at = target.getRoot();
        }
        Deque<Path> names = new ArrayDeque<>();
        target.forEach(names::addLast);
        while (!names.isEmpty()) {
            ahead.addFirst(names.removeLast());
        }
    }
}
