/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.concert.launcher.api.LauncherException;
import org.jspecify.annotations.Nullable;

/**
 * The two units of systemd that a robot has: {@code concert-launcher@NAME.service}, the launcher, and
 * {@code concert-launcher-processes@NAME.service}, the tmux server that the processes live in. NAME is the session of its launcher file.
 */
public final class Units {

    private static final String LAUNCHER = "concert-launcher@";
    private static final String PROCESSES = "concert-launcher-processes@";
    private static final String DROP_IN = "robot.conf";
    private static final long LONGEST_SECONDS = 120;

    private final boolean ofUser;
    private final Map<String, String> variables;
    private final Path home;
    private final Consumer<String> told;

    /**
     * What is enabled.
     *
     * @param file the launcher file, absolute
     * @param user whose processes they are; null for the user of the service manager
     * @param options what {@code serve} is given
     */
    public record Robot(String name, Path file, @Nullable String user, List<String> options) {

        /** Copy the options, so that nobody can change them later. */
        public Robot {
            options = List.copyOf(options);
        }
    }

    /**
     * Create the units of one service manager.
     *
     * @param ofUser true for that of the user, false for that of the machine
     * @param variables the environment
     * @param home the folder of the program
     * @param told takes a line for each thing that was done
     */
    public Units(boolean ofUser, Map<String, String> variables, Path home, Consumer<String> told) {
        this.ofUser = ofUser;
        this.variables = variables;
        this.home = home;
        this.told = told;
    }

    /** Have the launcher of a robot begin at each boot, and now. */
    public void enable(Robot robot) throws LauncherException {
        requireSystemd();
        try {
            if (!isInstalled()) {
                write(folder().resolve(LAUNCHER + ".service"), template(LAUNCHER));
                write(folder().resolve(PROCESSES + ".service"), template(PROCESSES));
            }
            write(dropIn(LAUNCHER, robot.name()), settings(robot, true));
            write(dropIn(PROCESSES, robot.name()), settings(robot, false));
        } catch (IOException e) {
            throw new LauncherException(
                    "Cannot write %s: %s%s"
                            .formatted(
                                    folder(),
                                    e.getMessage(),
                                    ofUser ? "" : "; as root (sudo), or with --user for your own log-in"),
                    e);
        }
        systemctl("daemon-reload");
        if (ofUser) {
            linger();
        }
        systemctl("enable", LAUNCHER + robot.name() + ".service");
        systemctl("restart", LAUNCHER + robot.name() + ".service");
    }

    /** Without it the services of a user begin with his first log-in, and end with his last. */
    private void linger() throws LauncherException {
        String user = System.getProperty("user.name");
        if (Files.exists(Path.of("/var/lib/systemd/linger", user))) {
            return;
        }
        if (code("loginctl", "enable-linger") == 0) {
            told.accept("Ran loginctl enable-linger");
        } else {
            told.accept("Not at boot yet, and only while you are logged in: this user may not have it otherwise."
                    + " To be run once: sudo loginctl enable-linger " + user);
        }
    }

    /** Have it begin no more, and end it now; the processes run on. */
    public void disable(String name) throws LauncherException {
        requireSystemd();
        systemctl("disable", "--now", LAUNCHER + name + ".service");
        try {
            for (String unit : List.of(LAUNCHER, PROCESSES)) {
                Path dropIn = dropIn(unit, name);
                // What the unit of the processes is told is needed for as long as it runs.
                if (unit.equals(LAUNCHER) && Files.deleteIfExists(dropIn)) {
                    Files.deleteIfExists(dropIn.getParent());
                    told.accept("Removed " + dropIn);
                }
            }
        } catch (IOException e) {
            throw new LauncherException("Cannot remove the settings of " + name + ": " + e.getMessage(), e);
        }
        systemctl("daemon-reload");
    }

    /** Return whether it begins at each boot. */
    public boolean isEnabled(String name) throws LauncherException {
        requireSystemd();
        return code(systemctlWords("is-enabled", "--quiet", LAUNCHER + name + ".service")) == 0;
    }

    /** See sd_booted(3). */
    private static void requireSystemd() throws LauncherException {
        if (!Files.isDirectory(Path.of("/run/systemd/system"))) {
            throw new LauncherException("Cannot ask systemd: this machine is not run by it; 'serve' works without");
        }
    }

    /** Return what the user types to see what runs. */
    public String typed(String verb, String name, boolean processes) {
        return (ofUser ? "systemctl --user " : "systemctl ") + verb + " " + (processes ? PROCESSES : LAUNCHER) + name;
    }

    private boolean isInstalled() {
        String kind = ofUser ? "user" : "system";
        return Stream.of("/usr/lib/systemd/" + kind, "/lib/systemd/" + kind)
                .anyMatch(place -> Files.exists(Path.of(place, LAUNCHER + ".service")));
    }

    private Path folder() {
        if (!ofUser) {
            return Path.of("/etc/systemd/system");
        }
        String configured = variables.get("XDG_CONFIG_HOME");
        Path config = configured == null || configured.isEmpty()
                ? Path.of(variables.getOrDefault("HOME", ""), ".config")
                : Path.of(configured);
        return config.resolve("systemd/user");
    }

    private Path dropIn(String unit, String name) {
        return folder().resolve(unit + name + ".service.d").resolve(DROP_IN);
    }

    /** The program is not where its package has it. */
    private String template(String unit) throws IOException {
        String text = Files.readString(
                home.resolve("systemd").resolve(ofUser ? "user" : "system").resolve(unit + ".service"));
        return text.replace(
                        "/usr/bin/concert_launcher",
                        quoted(home.resolve("bin/concert_launcher").toString()))
                .replace(
                        "/usr/lib/concert-launcher/bin/hold_tmux",
                        quoted(home.resolve("bin/hold_tmux").toString()));
    }

    static String settings(Robot robot, boolean launcher) {
        StringBuilder text = new StringBuilder("# Written by 'concert_launcher enable'.\n[Service]\n");
        if (robot.user() != null) {
            text.append("User=").append(robot.user()).append('\n');
        }
        text.append("WorkingDirectory=~\n");
        text.append("Environment=")
                .append(quoted("LAUNCHER_FILE=" + robot.file()))
                .append('\n');
        if (launcher) {
            text.append("Environment=")
                    .append(quoted("SERVE_OPTIONS=" + String.join(" ", robot.options())))
                    .append('\n');
        }
        return text.toString();
    }

    /** See "Quoting" and "Specifiers" in systemd.syntax(7) and systemd.unit(5). */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + '"';
    }

    private void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        told.accept("Wrote " + file);
    }

    private void systemctl(String... words) throws LauncherException {
        run(systemctlWords(words));
    }

    private String[] systemctlWords(String... words) {
        return Stream.concat(ofUser ? Stream.of("systemctl", "--user") : Stream.of("systemctl"), Stream.of(words))
                .toArray(String[]::new);
    }

    private void run(String... words) throws LauncherException {
        int code = code(words);
        if (code != 0) {
            throw new LauncherException("'%s' has failed (exit code %d); see above, and 'journalctl -xe'"
                    .formatted(String.join(" ", words), code));
        }
        told.accept("Ran " + String.join(" ", words));
    }

    private int code(String... words) throws LauncherException {
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        if (ofUser && !variables.containsKey("XDG_RUNTIME_DIR")) {
            // As after 'su' or 'sudo -u'.
            userId().ifPresent(id -> builder.environment().put("XDG_RUNTIME_DIR", "/run/user/" + id));
        }
        try {
            Process process = builder.start();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
                throw new LauncherException(
                        "'%s' has not ended within %d s".formatted(String.join(" ", words), LONGEST_SECONDS));
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new LauncherException("Cannot run %s: %s".formatted(words[0], e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("Interrupted", e);
        }
    }

    private static Optional<String> userId() {
        try {
            Process id = new ProcessBuilder("id", "-u").start();
            return Optional.of(new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
