/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A tmux server of the test's own: its socket lies in the test's folder, it reads no configuration file, and it knows
 * nothing of a tmux in which the test may run. Killed by {@link #close}.
 */
final class TmuxServer implements AutoCloseable {

    static final String SESSION = "concert-launcher";

    private final Path folder;
    private final List<Process> clients = new ArrayList<>();

    TmuxServer(Path folder) {
        this.folder = folder;
    }

    /** Attach one more control client; the first makes the session, and the server. */
    TmuxClient attach(Consumer<Notification> listener) throws IOException {
        Process process = start("new-session -A -f ignore-size,no-output -s " + SESSION
                + " -n control cat ; set destroy-unattached on");
        clients.add(process);
        return TmuxClient.open(process.getInputStream(), process.getOutputStream(), "tmux-" + clients.size(), listener);
    }

    TmuxClient attach() throws IOException {
        return attach(notification -> {});
    }

    /** Start {@code tmux -C} with these arguments, split at spaces. */
    Process start(String arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid", "tmux", "-u", "-L", "test", "-f", "/dev/null", "-C"));
        command.addAll(List.of(arguments.split(" ")));
        return process(command).start();
    }

    /** End the server as a crash would, with all its panes. */
    void kill() throws IOException {
        Process killer = process(List.of("tmux", "-L", "test", "kill-server")).start();
        try {
            if (killer.waitFor(10, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        killer.destroyForcibly();
        throw new IOException("Cannot kill the tmux server: no answer");
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
            clients.forEach(Process::destroyForcibly);
        }
    }
}
