/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.tmux.Replies.failure;
import static org.concert.launcher.tmux.Replies.get;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.tmux.TmuxException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every way a connection can end: with a reason, and with nothing left incomplete. */
@Timeout(30)
class TmuxClientEndTests {

    private final Notifications notifications = new Notifications();
    private FakeTmux tmux;
    private TmuxClient client;

    @BeforeEach
    void open() throws IOException {
        tmux = new FakeTmux();
        client = tmux.open(notifications);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        tmux.close();
    }

    @Test
    void endOfTheChannel() throws Exception {
        var replies = twoLists();

        tmux.closeReplies();

        assertEnded("the channel ended", replies);
        tmux.readToEnd();
    }

    @Test
    void endOfTheChannelOfATmuxThatDidNotStart() throws Exception {
        tmux.write("couldn't create directory /ro/tmux-0 (Read-only file system)");
        tmux.closeReplies();

        assertEnded("the channel ended: couldn't create directory /ro/tmux-0 (Read-only file system)");
    }

    @Test
    void endOfTheChannelWithinAReply() throws Exception {
        var replies = twoLists();

        tmux.write("%begin 1 2 1", "half of the out");
        tmux.closeReplies();

        assertEnded("the channel ended within a reply", replies);
    }

    @Test
    void exitWithAReason() throws Exception {
        var replies = twoLists();

        tmux.write("%exit server exited");

        assertEnded("tmux ended the connection: server exited", replies);
        assertThat(notifications.await("exit")).isEqualTo("server exited");
    }

    @Test
    void exitWithoutAReason() throws Exception {
        tmux.write("%exit");

        assertEnded("tmux ended the connection");
    }

    @Test
    void exitAfterAStartThatFailed() throws Exception {
        tmux.block("%error", 0, "can't find session: robot");
        tmux.write("%exit");

        assertEnded("tmux ended the connection: can't find session: robot");
    }

    @Test
    void exitAfterAHookThatFailed() throws Exception {
        var reply = client.run("a");
        tmux.answer();
        get(reply);
        tmux.block("%error", 0, "unknown variable");
        tmux.write("%exit");

        assertEnded("tmux ended the connection");
    }

    @Test
    void garbage() throws Exception {
        var replies = twoLists();

        tmux.write("%end 1 2 1");

        assertEnded("cannot read from tmux: end of a reply that has not begun: %end 1 2 1", replies);
    }

    @Test
    void replyThatNobodyAskedFor() throws Exception {
        tmux.block("%end", 1, "surprise");

        assertEnded("cannot read from tmux: reply to a command that was not sent");
    }

    @Test
    void repliesOutOfStep() throws Exception {
        var replies = twoLists();
        for (int i = 0; i < 3; i++) {
            tmux.read();
        }

        tmux.endList();

        assertEnded("cannot read from tmux: replies are out of step with the commands", replies);
    }

    @Test
    void lineTooLong() throws Exception {
        var replies = twoLists();
        String part = "x".repeat(1024 * 1024 - 1);

        tmux.write("%begin 1 2 1");
        try {
            for (int written = 0; written < 20; written++) {
                tmux.writePart(part);
            }
        } catch (IOException e) {
            assertThat(client.ended().toCompletableFuture()).as("it hung up").isDone();
        }

        assertEnded("cannot read from tmux: line of more than 8388608 bytes", replies);
    }

    @Test
    void channelThatCanNotBeWritten() throws Exception {
        tmux.closeCommands();

        var reply = client.run("a");

        assertThat(failure(reply).getMessage()).startsWith("connection lost: cannot write to tmux: ");
        assertThat(get(client.ended())).startsWith("cannot write to tmux: ");
    }

    private CompletableFuture<?>[] twoLists() {
        return new CompletableFuture<?>[] {client.run("a"), client.run("b")};
    }

    private void assertEnded(String reason, CompletableFuture<?>... replies) throws Exception {
        assertThat(get(client.ended())).isEqualTo(reason);
        for (CompletableFuture<?> reply : replies) {
            assertThat(reply).isDone();
            assertThat(failure(reply)).hasMessage("connection lost: " + reason);
            assertThat(failure(reply).kind()).isEqualTo(Kind.CONNECTION_LOST);
        }
        assertThat(failure(client.run("late"))).hasMessage("connection lost: " + reason);
    }
}
