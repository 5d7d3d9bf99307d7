/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        Process attach = start(List.of("bash", "-c", killed + new TmuxScripts(socket).attach("lab", "state")));
        assertThat(attach.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(attach.exitValue()).isEqualTo(128 + 9);

        assertThat(run("flock", "-w", WAIT_SECONDS, socket + ".concert", "true"))
                .as("there is the lock")
                .isZero();
        assertThat(run("tmux", "-S", socket, "has-session", "-t", "=kept")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "set-option -s @half va",
                "set-option -s @half 'va",
                "set-option -s @half \"va",
                "if-shell -F 1 { set -s @half v"
            })
    void clientEndsItsSubscriptionBeforeItLeavesAndNotWhatItHadBegun(String half) throws Exception {
        assertThat(client(new TmuxScripts(socket).attach("lab", "state"), "refresh-client -B state::x\n" + half))
                .matches(
                        "(?s)%begin [^\n]*\n%end [^\n]*\n%begin [^\n]*\nparse error[^\n]*\n%error [^\n]*\n%begin [^\n]*\n%end [^\n]*\n%exit\n");

        assertThat(printed("tmux -S '" + socket + "' show-options -s -q -v @half"))
                .isEmpty();
    }

    @Test
    void clientIntroducesItselfWhenTmuxHasToldWhatItHadToTell() throws Exception {
        run(
                "tmux",
                "-S",
                socket,
                "set-hook",
                "-g",
                "session-created",
                "run-shell 'sleep 0.5' ; set-option -s @told yes");

        assertThat(client(new TmuxScripts(socket).attach("lab", "state"), "show-options -s -v @told\n"))
                .contains("\nyes\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "busybox sh"})
    void serverMakesTheSocketAgainThatWasRemoved(String shell) throws Exception {
        Files.delete(Path.of(socket));

        assertThat(run(script(shell, new TmuxScripts(socket).recall()))).isZero();

        assertThat(run("tmux", "-S", socket, "has-session", "-t", "=kept")).isZero();
    }

    @Test
    void serverThatHasEndedIsNotRecalled() throws Exception {
        run("tmux", "-S", socket, "kill-server");

        assertThat(printed(new TmuxScripts(socket).recall())).isEmpty();
        assertThat(run(script("sh", new TmuxScripts(socket).recall()))).isZero();
    }

    @Test
    void socketThatSomebodyElseListensAtIsToldAndLeftAlone() throws Exception {
        run("tmux", "-S", socket, "kill-server");
        Files.deleteIfExists(Path.of(socket));
        try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(socket));
            Files.delete(Path.of(socket));

            assertThat(printed(new TmuxScripts(socket).recall()))
                    .isEqualTo("the socket " + socket
                            + " was removed, and what listens there is no tmux server of this user\n");
            assertThat(run(script("sh", new TmuxScripts(socket).recall()))).isEqualTo(1);
        }
    }

    @Test
    void serverThatWasBegunInPlaceOfAnotherIsToldBeside() throws Exception {
        String first =
                printed("tmux -S '" + socket + "' display-message -p '#{pid}'").strip();
        Files.delete(Path.of(socket));
        assertThat(run("tmux", "-S", socket, "new-session", "-d", "-s", "second", "exec sleep 100000"))
                .isZero();
        String second =
                printed("tmux -S '" + socket + "' display-message -p '#{pid}'").strip();

        assertThat(printed(new TmuxScripts(socket).rivals()).strip().split(" ", -1))
                .containsExactlyInAnyOrder(first, second);

        Files.delete(Path.of(socket));
        assertThat(printed(new TmuxScripts(socket).recall())).contains("that of several tmux servers");
        for (String pid : List.of(first, second)) {
            assertThat(run("kill", pid)).isZero();
        }
    }

    @Test
    void sessionIsMadeByTheServerWhoseSocketWasRemoved() throws Exception {
        Files.delete(Path.of(socket));

        assertThat(printed(new TmuxScripts(socket).makeSession("lab", "/"))).startsWith("%");

        assertThat(run("tmux", "-S", socket, "has-session", "-t", "=kept")).isZero();
        assertThat(run("tmux", "-S", socket, "has-session", "-t", "=lab")).isZero();
    }

    private static String[] script(String shell, String script) {
        List<String> command = new ArrayList<>(List.of(shell.split(" ", -1)));
        command.addAll(List.of("-c", script));
        return command.toArray(String[]::new);
    }

    private static String printed(String script) throws IOException, InterruptedException {
        Process program =
                new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
        String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        program.waitFor();
        return printed;
    }

    /** Return what a client prints from when it is attached, and is given some input then, to its end. */
    private static String client(String script, String input) throws IOException, InterruptedException {
        Process client =
                new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
        String printed;
        try (var fromClient = client.inputReader(StandardCharsets.UTF_8)) {
            try (var toClient = client.outputWriter(StandardCharsets.UTF_8)) {
                boolean attached = fromClient.lines().anyMatch(line -> line.startsWith("%session-changed"));
                assertThat(attached).isTrue();
                toClient.write(input);
            }
            printed = fromClient.lines().map(line -> line + "\n").collect(Collectors.joining());
        }
        client.waitFor();
        return printed;
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
