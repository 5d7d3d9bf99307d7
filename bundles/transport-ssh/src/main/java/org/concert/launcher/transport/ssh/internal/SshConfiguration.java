/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concert.launcher.api.Deadline;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.api.UserEnvironment;

/**
 * The ssh_config files of the user and of this machine. Nobody reads them as {@code ssh} itself does: patterns, Include,
 * Match, tokens and whatever is to come, so it is asked ({@code ssh -G}, ssh(1)). It connects to nothing then.
 */
final class SshConfiguration {

    private final Map<String, String> variables;
    private final Path home;
    private final List<String> options;
    private final Duration longest;

    /**
     * Create one.
     *
     * @param variables what ssh finds in its environment besides that of the launcher
     * @param home the home folder of the user
     * @param options more arguments for ssh, such as {@code -F FILE}
     * @param longest how long ssh may take to answer
     */
    SshConfiguration(Map<String, String> variables, Path home, List<String> options, Duration longest) {
        this.variables = Map.copyOf(variables);
        this.home = home;
        this.options = List.copyOf(options);
        this.longest = longest;
    }

    SshSettings of(SshDestination destination) throws TransportException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ssh", "-G"));
        command.addAll(options);
        command.addAll(destination.arguments());
        Map<String, String> environment = UserEnvironment.variables();
        environment.putAll(variables);
        return SshSettings.parse(printed(command, destination), destination.host(), home, environment);
    }

    private String printed(List<String> command, SshDestination destination)
            throws TransportException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        UserEnvironment.restore(builder.environment());
        builder.environment().putAll(variables);
        Process ssh = started(builder, destination);
        // What "Match exec" runs may hang, and holds the output open.
        try (Deadline limit = Deadline.after(longest, () -> kill(ssh))) {
            ssh.getOutputStream().close();
            String printed = new String(ssh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = ssh.waitFor();
            if (limit.passed()) {
                throw new TransportException(unreadable(destination, "no end within " + longest.toMillis() + " ms"));
            }
            if (exitCode != 0) {
                throw new TransportException(unreadable(destination, printed.strip()));
            }
            return printed;
        } catch (IOException e) {
            kill(ssh);
            throw new TransportException(unreadable(destination, "its answer cannot be read: " + e.getMessage()), e);
        }
    }

    private static Process started(ProcessBuilder builder, SshDestination destination) throws TransportException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new TransportException(
                    ("Cannot reach machine %s: the program ssh, which reads ssh_config, is not here"
                                    + " (Debian, Ubuntu: apt-get install openssh-client)")
                            .formatted(destination.host()),
                    e);
        }
    }

    private static String unreadable(SshDestination destination, String reason) {
        return "Cannot reach machine %s: ssh cannot read its configuration: %s".formatted(destination.host(), reason);
    }

    /**
     * End it, and then what it runs: ssh would take the end of "Match exec" for an answer. By its handle, because a
     * {@link Process} that is destroyed closes its output under who reads it.
     */
    private static void kill(Process ssh) {
        List<ProcessHandle> children = ssh.descendants().toList();
        ssh.toHandle().destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
