/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A tmux server of the test's own: its socket lies in the test's folder, it reads no configuration file, and it knows
 * nothing of a tmux in which the test may run. Killed by {@link #close}.
 */
final class TmuxServer implements AutoCloseable {

    static final String SESSION = "concert-launcher";

    private final Path folder;
    private final Map<TmuxClient, Process> clients = new HashMap<>();

    /** Start a server with the control session; by a plain client, for the reason that {@link #attach} tells. */
    TmuxServer(Path folder) throws IOException {
        this.folder = folder;
        run("-f /dev/null new-session -d -s " + SESSION + " -n control cat");
    }

    /**
     * Attach one more control client, and wait until it is.
     *
     * <p>Up to 3.6a, a tmux server crashes when a session begins or ends, or a client detaches, at the moment in which a
     * control client introduces itself (tmux pull request 4980). So here nothing else happens while one attaches.
     */
    TmuxClient attach(Consumer<Notification> listener) throws Exception {
        Process process = start("new-session -A -f ignore-size,no-output -s " + SESSION);
        var client = TmuxClient.open(
                process.getInputStream(), process.getOutputStream(), "tmux-" + clients.size(), listener);
        clients.put(client, process);
        Replies.get(client.run("refresh-client"));
        return client;
    }

    /** Close a client, and wait until the server has let it go. */
    void detach(TmuxClient client) throws Exception {
        client.close();
        assertThat(clients.get(client).waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    TmuxClient attach() throws Exception {
        return attach(notification -> {});
    }

    /** Attach like a person would, with a terminal. */
    Process attachTerminal(String session) throws IOException {
        return process(List.of("script", "-qfec", "tmux -L test attach-session -t " + session, "/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Start {@code tmux -C} with these arguments, split at spaces. */
    Process start(String arguments) throws IOException {
        return process("setsid tmux -u -L test -f /dev/null -C " + arguments).start();
    }

    /** End the server as a crash would, with all its panes. */
    void kill() throws IOException {
        run("kill-server");
    }

    private void run(String arguments) throws IOException {
        Process process = process("tmux -u -L test " + arguments).start();
        try {
            if (process.waitFor(10, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new IOException("no answer to tmux " + arguments);
    }

    private ProcessBuilder process(String command) {
        return process(List.of(command.split(" ")));
    }

    private ProcessBuilder process(List<String> command) {
        var builder = new ProcessBuilder(command)
                .redirectError(folder.resolve("stderr").toFile());
        builder.environment().keySet().removeAll(List.of("TMUX", "TMUX_PANE"));
        builder.environment().put("TMUX_TMPDIR", folder.toString());
        builder.environment().put("TERM", "xterm");
        return builder;
    }

    @Override
    public void close() throws IOException {
        try {
            kill();
        } finally {
            clients.values().forEach(Process::destroyForcibly);
            clients.keySet().forEach(TmuxClient::close);
        }
    }
}
