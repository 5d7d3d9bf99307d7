/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts with a tmux of their own. */
class TmuxScriptsTests {

    private static final String WAIT_SECONDS = "10";
    private static final long PATIENCE_SECONDS = 20;

    @TempDir
    private Path folder;

    private String socket = "";

    @BeforeEach
    void startTmux() throws Exception {
        socket = folder.resolve("tmux").toString();
        assertThat(run("tmux", "-S", socket, "new-session", "-d", "-s", "kept", "exec sleep 100000"))
                .isZero();
    }

    @AfterEach
    void stopTmux() throws Exception {
        run("tmux", "-S", socket, "kill-server");
    }

    @Test
    void attachThatIsKilledWhileItBeginsLeavesTheLockToOthers() throws Exception {
        // A bundle that is exchanged kills it at any moment; this is the one between two of its lines.
        String killed = "set -T; trap 'case $BASH_COMMAND in waiter=*) kill -KILL $$;; esac' DEBUG\n";
        Process attach = start(List.of("bash", "-c", killed + new TmuxScripts(socket).attach("lab")));
        assertThat(attach.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(attach.exitValue()).isEqualTo(128 + 9);

        assertThat(run("flock", "-w", WAIT_SECONDS, socket + ".concert", "true"))
                .as("there is the lock")
                .isZero();
        assertThat(run("tmux", "-S", socket, "has-session", "-t", "=kept")).isZero();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return start(List.of(command)).waitFor();
    }

    /** Start a program without input, whose output nobody takes. */
    private static Process start(List<String> command) throws IOException {
        Process program = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        program.getOutputStream().close();
        return program;
    }
}
