/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What ssh_config says of a destination; the names are those of ssh_config(5).
 *
 * @param host what was asked for
 * @param hostName where to connect to
 * @param port 1 to 65535
 * @param user who logs in
 * @param hostKeyAlias under which name known_hosts has its key
 * @param identityFiles keys to try, the first first; they need not exist
 * @param identitiesOnly true to leave out other keys of the agent
 * @param identityAgent where the agent is: a path, {@code SSH_AUTH_SOCK}, another {@code $VARIABLE}, or {@code none}
 * @param proxyJump destinations on the way, the nearest first
 * @param proxyCommand the program that leads there, its tokens as they are written; empty where there is none
 * @param connectTimeout how long to wait for an answer
 * @param knownHosts files of known host keys; they need not exist
 * @param passwords whether to log in by a password if the machine takes one
 * @param questions whether to log in by answers to what the machine asks
 * @param variables what the machine is told to have in the environment of each command; it takes what its AcceptEnv allows
 * @param strictHostKeyChecking what to do with an unknown key: {@code yes}, {@code ask}, {@code accept-new} or {@code no}
 */
record SshSettings(
        String host,
        String hostName,
        int port,
        String user,
        String hostKeyAlias,
        List<Path> identityFiles,
        boolean identitiesOnly,
        String identityAgent,
        List<String> proxyJump,
        String proxyCommand,
        Duration connectTimeout,
        List<Path> knownHosts,
        boolean passwords,
        boolean questions,
        Map<String, String> variables,
        String strictHostKeyChecking) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    SshSettings {
        identityFiles = List.copyOf(identityFiles);
        proxyJump = List.copyOf(proxyJump);
        knownHosts = List.copyOf(knownHosts);
        variables = Map.copyOf(variables);
    }

    /**
     * Read what {@code ssh -G} prints: a line for each setting, its name in lower case, a blank and its value.
     *
     * @param home what a tilde stands for
     * @param environment what {@code SendEnv} takes from
     */
    static SshSettings parse(String printed, String host, Path home, Map<String, String> environment) {
        Map<String, List<String>> values = new HashMap<>();
        printed.lines().forEach(line -> {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                values.computeIfAbsent(line.substring(0, blank).toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                        .add(line.substring(blank + 1).strip());
            }
        });
        String hostName = first(values, "hostname", host);
        String alias = first(values, "hostkeyalias", "none");
        String timeout = first(values, "connecttimeout", "none");
        String jump = first(values, "proxyjump", "none");
        String command = first(values, "proxycommand", "none");
        boolean quiet = first(values, "batchmode", "no").equals("yes");
        return new SshSettings(
                host,
                hostName,
                Integer.parseInt(first(values, "port", "22")),
                first(values, "user", ""),
                alias.equals("none") ? hostName : alias,
                values.getOrDefault("identityfile", List.of()).stream()
                        .filter(file -> !file.equals("none"))
                        .map(file -> path(file, home))
                        .toList(),
                first(values, "identitiesonly", "no").equals("yes"),
                first(values, "identityagent", "SSH_AUTH_SOCK"),
                jump.equals("none") ? List.of() : List.of(jump.split(",", -1)),
                command.equals("none") ? "" : command,
                timeout.matches("[1-9]\\d{0,5}") ? Duration.ofSeconds(Long.parseLong(timeout)) : CONNECT_TIMEOUT,
                knownHosts(values, home),
                !quiet && first(values, "passwordauthentication", "yes").equals("yes"),
                !quiet && first(values, "kbdinteractiveauthentication", "yes").equals("yes"),
                variables(values, environment),
                strictness(first(values, "stricthostkeychecking", "ask")));
    }

    private static List<Path> knownHosts(Map<String, List<String>> values, Path home) {
        return Stream.of("userknownhostsfile", "globalknownhostsfile")
                .flatMap(key -> Stream.of(first(values, key, "").split("\\s+", -1)))
                .filter(file -> !file.isEmpty() && !file.equals("none"))
                .map(file -> path(file, home))
                .toList();
    }

    /** Return what {@code SendEnv} and {@code SetEnv} say; the latter wins. A pattern is what fnmatch(3) takes, with a name's letters. */
    private static Map<String, String> variables(Map<String, List<String>> values, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>();
        for (String pattern : values.getOrDefault("sendenv", List.of())) {
            String regex =
                    pattern.replaceAll("[^A-Za-z0-9_*?]", "").replace("*", ".*").replace("?", ".");
            environment.forEach((name, value) -> {
                if (name.matches(regex)) {
                    variables.put(name, value);
                }
            });
        }
        for (String setting : values.getOrDefault("setenv", List.of())) {
            int equals = setting.indexOf('=');
            if (equals > 0) {
                variables.put(setting.substring(0, equals), setting.substring(equals + 1));
            }
        }
        return variables;
    }

    /** OpenSSH prints yes and no as true and false for keys that have more values. */
    private static String strictness(String value) {
        return switch (value) {
            case "true" -> "yes";
            case "false", "off" -> "no";
            default -> value;
        };
    }

    private static String first(Map<String, List<String>> values, String key, String otherwise) {
        List<String> given = values.getOrDefault(key, List.of());
        return given.isEmpty() || given.get(0).isEmpty() ? otherwise : given.get(0);
    }

    private static Path path(String file, Path home) {
        return file.startsWith("~/") ? home.resolve(file.substring(2)) : home.resolve(file);
    }
}
