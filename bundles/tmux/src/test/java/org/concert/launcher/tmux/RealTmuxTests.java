/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.tmux.Replies.failure;
import static org.concert.launcher.tmux.Replies.get;
import static org.concert.launcher.tmux.Replies.line;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.concert.launcher.tmux.TmuxException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client against the tmux of this machine. */
@Timeout(60)
class RealTmuxTests {

    @TempDir
    private Path folder;

    private TmuxServer server;
    private Notifications notifications;
    private TmuxClient client;

    @BeforeEach
    void start() throws Exception {
        server = new TmuxServer(folder);
        notifications = new Notifications();
        client = server.attach(notifications);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void firstCommandFindsItsClientAttached() throws Exception {
        for (int i = 0; i < 20; i++) {
            var fresh = server.attach();
            server.detach(fresh);
        }
    }

    @Test
    void versionOfTheServerCanBeRead() throws Exception {
        String version = line(client.run("display-message -p '#{version}'"));

        assertThat(TmuxVersion.parse(version).atLeast(3, 0)).isTrue();
    }

    @Test
    void replyHoldsTheOutputOfAllCommandsOfTheList() throws Exception {
        var reply = client.run(
                "display-message -p one",
                "if-shell -F 1 { display-message -p two ; display-message -p three }",
                "if-shell true { display-message -p four }",
                "set-option -g @mine x",
                "show-options -gv @mine");

        assertThat(get(reply)).containsExactly("one", "two", "three", "four", "x");
    }

    @Test
    void failureTellsTheWordsOfTmuxAndTheNextListIsAnsweredStill() throws Exception {
        var failing = client.run("set-option -g @before 1", "select-window -t :99", "set-option -g @after 1");
        var unknown = client.run("set-option -g @unknown 1", "bogus");
        var next = client.run("show-options -gqv @before", "show-options -gqv @after", "show-options -gqv @unknown");

        assertThat(failure(failing)).hasMessage("can't find window: 99");
        assertThat(failure(failing).kind()).isEqualTo(Kind.COMMAND_FAILED);
        assertThat(failure(unknown)).hasMessage("parse error: unknown command: bogus");
        assertThat(get(next))
                .as("only what stood before the failing command has run")
                .containsExactly("1");
    }

    @Test
    void afterAFailureInBracesTmuxGoesOnBehindThem() throws Exception {
        var failing =
                client.run("if-shell -F 1 { select-window -t :99 ; set-option -g @inner 1 }", "set-option -g @outer 1");

        assertThat(failure(failing)).hasMessage("can't find window: 99");
        assertThat(get(client.run("show-options -gqv @inner", "show-options -gqv @outer")))
                .containsExactly("1");
    }

    @Test
    void hooksDoNotDisturbReplies() throws Exception {
        get(client.run("set-hook -g after-rename-window 'display-message -p from-a-hook ; select-window -t :99'"));

        var renaming = client.run("rename-window x", "display-message -p ours");

        assertThat(get(renaming)).containsExactly("ours");
        assertThat(notifications.await("window-renamed")).endsWith(" x");
    }

    @Test
    void outputThatLooksLikeTheProtocolIsOutput() throws Exception {
        String text = "%end 1 2 1\n%exit\n%begin 1 2 1";
        get(client.run("set-option -g @text " + TmuxText.argument(text)));

        assertThat(get(client.run("show-options -gv @text"))).containsExactly("%end 1 2 1", "%exit", "%begin 1 2 1");
    }

    @Test
    void textOfAnyLanguagePassesBothWays() throws Exception {
        String text = "gr\u00fc\u00df e\u0301 \u65e5\u672c \ud83e\udd16 \u202e";

        assertThat(get(client.run("display-message -p " + TmuxText.argument(text))))
                .containsExactly(text);
    }

    @Test
    void thousandListsFromSeveralThreadsEachGetTheirOwnReply() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<List<CompletableFuture<List<String>>>>> senders = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                String prefix = "thread" + thread + "-";
                senders.add(() -> sendMany(prefix));
            }
            long begin = System.nanoTime();
            for (Future<List<CompletableFuture<List<String>>>> sender : pool.invokeAll(senders)) {
                assertReplies(sender.get());
            }
            System.out.printf("1000 command lists in %d ms%n", (System.nanoTime() - begin) / 1_000_000);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Send 125 lists, of which every fifth fails. */
    private List<CompletableFuture<List<String>>> sendMany(String prefix) {
        List<CompletableFuture<List<String>>> replies = new ArrayList<>();
        for (int i = 0; i < 125; i++) {
            String failing = i % 5 == 0 ? "select-window -t nonesuch-" + prefix + i : "show-options -gqv @none";
            var reply = client.run("display-message -p " + prefix + i, failing);
            String expected = i % 5 == 0 ? "can't find window: nonesuch-" + prefix + i : prefix + i;
            replies.add(reply.handle((lines, e) -> List.of(expected, e == null ? lines.get(0) : e.getMessage())));
        }
        return replies;
    }

    private static void assertReplies(List<CompletableFuture<List<String>>> replies) throws Exception {
        for (var reply : replies) {
            List<String> expectedAndGot = get(reply);
            assertThat(expectedAndGot.get(1)).isEqualTo(expectedAndGot.get(0));
        }
    }

    @Test
    void listThatWaitsHoldsUpTheNextButNotTheCaller() throws Exception {
        var waiting = client.run("wait-for opened");
        var next = client.run("display-message -p next");
        try (var other = server.attach()) {
            assertThat(waiting).isNotDone();
            assertThat(next).isNotDone();

            get(other.run("wait-for -S opened"));
        }

        assertThat(get(waiting)).isEmpty();
        assertThat(get(next)).containsExactly("next");
    }

    @Test
    void twoClientsHearTheSameAndGetTheirOwnReplies() throws Exception {
        var otherNotifications = new Notifications();
        try (var other = server.attach(otherNotifications)) {
            String session = line(other.run("display-message -p '#{session_name}'"));
            get(client.run("rename-window shared"));

            assertThat(session).isEqualTo(TmuxServer.SESSION);
            assertThat(notifications.await("window-renamed")).isEqualTo("@0 shared");
            assertThat(otherNotifications.await("window-renamed")).isEqualTo("@0 shared");
        }
    }

    @Test
    void closeDetachesAndLeavesTheServerRunning() throws Exception {
        try (var other = server.attach(notifications)) {
            client.close();
            notifications.await("client-detached");

            assertThat(line(other.run("display-message -p '#{session_attached}'")))
                    .isEqualTo("1");
        }
        assertThat(get(client.ended())).isEqualTo("closed by this side");
    }

    @Test
    void crashOfTheServerEndsTheClientAndFailsWhatIsOutstanding() throws Exception {
        long pid = Long.parseLong(line(client.run("display-message -p '#{pid}'")));
        var waiting = client.run("wait-for never");
        var next = client.run("display-message -p next");

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        assertThat(get(client.ended())).isNotBlank();
        assertThat(failure(waiting).kind()).isEqualTo(Kind.CONNECTION_LOST);
        assertThat(failure(next)).hasMessageStartingWith("connection lost: ");
    }

    @Test
    void killedServerEndsTheClient() throws Exception {
        server.kill();

        assertThat(get(client.ended())).isEqualTo("tmux ended the connection");
        assertThat(failure(client.run("list-panes")).kind()).isEqualTo(Kind.CONNECTION_LOST);
    }

    @Test
    void startThatFailsIsTheReason() throws Exception {
        Process process = server.start("attach-session -t nonesuch");
        try (var lost = TmuxClient.open(process.getInputStream(), process.getOutputStream(), "lost", n -> {})) {
            assertThat(get(lost.ended())).isEqualTo("tmux ended the connection: can't find session: nonesuch");
        } finally {
            process.destroyForcibly();
        }
    }
}
