/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file of users says: a user in each line, {@code name:role:hash}. Empty lines and those that begin with {@code #}
 * say nothing.
 *
 * @param users the users by name, in the order of the file
 * @param complaints what cannot be used, each with file and line
 * @param loginRequired whether it says anything at all: a file in which nothing can be used lets nobody in, rather than
 *     everybody
 */
public record UsersFile(Map<String, User> users, List<String> complaints, boolean loginRequired) {

    private static final int PARTS = 3;

    /** What a file says that is not there. */
    static final UsersFile NONE = new UsersFile(Map.of(), List.of(), false);

    /** Copy the collections, so that nobody can change them later. */
    public UsersFile {
        users = Collections.unmodifiableMap(new LinkedHashMap<>(users));
        complaints = List.copyOf(complaints);
    }

    static UsersFile unreadable(String complaint) {
        return new UsersFile(Map.of(), List.of(complaint), true);
    }

    /**
     * Return what lines say; those that cannot be used are complained of, and say nothing.
     *
     * @param file what the complaints call it
     */
    public static UsersFile parse(String file, List<String> lines) {
        Map<String, User> users = new LinkedHashMap<>();
        List<String> complaints = new ArrayList<>();
        boolean says = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            says = true;
            String[] parts = line.split(":", PARTS);
            Optional<String> complaint = complaint(parts, users);
            if (complaint.isPresent()) {
                complaints.add(file + ":" + (i + 1) + ": " + complaint.get());
            } else {
                Role role = Role.of(parts[1]).orElseThrow();
                PasswordHash hash = PasswordHash.parse(parts[2]).orElseThrow();
                users.put(parts[0], new User(parts[0], role, hash));
            }
        }
        return new UsersFile(users, complaints, says);
    }

    private static Optional<String> complaint(String[] parts, Map<String, User> before) {
        if (parts.length != PARTS) {
            return Optional.of("this is no user; a line is name:role:hash, as 'concert_launcher user add' writes it");
        }
        if (!User.isName(parts[0])) {
            return Optional.of(User.nameComplaint(parts[0]));
        }
        if (before.containsKey(parts[0])) {
            return Optional.of("the user '" + parts[0] + "' is there already; the first line counts");
        }
        if (Role.of(parts[1]).isEmpty()) {
            return Optional.of("no role '" + parts[1] + "'; there are viewer and operator");
        }
        // The text may be a password that somebody wrote there: it must not get into a log.
        return PasswordHash.parse(parts[2]).isEmpty()
                ? Optional.of("no hash of a password; 'concert_launcher user password " + parts[0] + "' makes one")
                : Optional.empty();
    }

    List<String> lines() {
        return users.values().stream()
                .map(user -> user.name() + ":" + user.role().word() + ":" + user.password())
                .toList();
    }
}
