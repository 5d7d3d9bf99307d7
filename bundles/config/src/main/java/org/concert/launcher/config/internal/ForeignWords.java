/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people write who come from Docker Compose, systemd, supervisor, ROS or Kubernetes, and what is meant. */
final class ForeignWords {

    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("command", "cmd"),
            Map.entry("exec", "cmd"),
            Map.entry("execstart", "cmd"),
            Map.entry("executable", "cmd"),
            Map.entry("entrypoint", "cmd"),
            Map.entry("run", "cmd"),
            Map.entry("script", "cmd"),
            Map.entry("environment", "env"),
            Map.entry("working_dir", "cwd"),
            Map.entry("working_directory", "cwd"),
            Map.entry("workingdirectory", "cwd"),
            Map.entry("workdir", "cwd"),
            Map.entry("directory", "cwd"),
            Map.entry("host", "machine"),
            Map.entry("hostname", "machine"),
            Map.entry("container", "docker"),
            Map.entry("container_name", "docker"),
            Map.entry("image", "docker"),
            Map.entry("depends_on", "depends"),
            Map.entry("requires", "depends"),
            Map.entry("after", "depends"),
            Map.entry("healthcheck", "alive_check"),
            Map.entry("livenessprobe", "alive_check"),
            Map.entry("readinessprobe", "ready_check"),
            Map.entry("restart_policy", "restart"),
            Map.entry("respawn", "restart"),
            Map.entry("autorestart", "restart"),
            Map.entry("stopsignal", "stop_signal"),
            Map.entry("stop_grace_period", "stop_timeout"),
            Map.entry("oneshot", "persistent"),
            Map.entry("delay", "ready_delay"));

    private static final Map<String, String> ADVICE = Map.of(
            "timeout", "ready_timeout is how long it may take to be ready, stop_timeout how long to end",
            "autostart", "context.boot names the target that is brought up after a boot",
            "enabled", "context.boot names the target that is brought up after a boot");

    private static final Set<String> WRAPPERS =
            Set.of("processes", "process", "services", "programs", "nodes", "tasks", "launch");

    private static final Pattern NO_SPACE = Pattern.compile("([A-Za-z_]+):\\S.*", Pattern.DOTALL);

    private ForeignWords() {}

    /** Return which key of a process may be meant, or what to do, in words that follow; empty if that is not known. */
    static String hint(String key) {
        String word = key.toLowerCase(Locale.ROOT);
        if (ADVICE.containsKey(word)) {
            return "; " + ADVICE.get(word);
        }
        return KEYS.containsKey(word) ? " (did you mean '" + KEYS.get(word) + "'?)" : after(missingSpace(key, ""));
    }

    /** Return whether one of these keys stands for the command. */
    static boolean haveCommand(Iterable<String> keys) {
        for (String key : keys) {
            if (hint(key).contains("'cmd'") || hint(key).contains("'cmd:'")) {
                return true;
            }
        }
        return false;
    }

    /** Return the remedy for {@code cmd:echo}; else another one. */
    static String missingSpace(String text, String otherwise) {
        Matcher key = NO_SPACE.matcher(text);
        return key.matches() ? "write a space after '" + key.group(1) + ":'" : otherwise;
    }

    private static String after(String remedy) {
        return remedy.isEmpty() ? "" : "; " + remedy;
    }

    /** Return whether an entry at the top level is a list of the processes, as others have it, by its name. */
    static boolean isWrapper(String name) {
        return WRAPPERS.contains(name);
    }

    /** Return what is meant by a restart policy of somebody else; empty if that is not known. */
    static String restart(String policy) {
        String word = policy.toLowerCase(Locale.ROOT);
        if (List.of("true", "yes", "on", "unless-stopped", "unless_stopped").contains(word)) {
            return " (did you mean 'always'?)";
        }
        return List.of("false", "off", "never", "none").contains(word) ? " (did you mean 'no'?)" : "";
    }
}
