/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.concert.launcher.tmux.Replies.failure;
import static org.concert.launcher.tmux.Replies.get;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.concert.launcher.tmux.TmuxException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TmuxClientTests {

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
    void listIsSentAsOneLineAndALineWithATokenOfItsOwn() throws Exception {
        var replies = List.of(client.run("new-window -d", "list-panes"), client.run("list-windows"));

        assertThat(tmux.read()).isEqualTo("new-window -d ; list-panes");
        String first = tmux.readToken();
        assertThat(tmux.read()).isEqualTo("list-windows");
        String second = tmux.readToken();
        assertThat(first).matches("tmux-client-[0-9a-f-]+-0");
        assertThat(second).matches("tmux-client-[0-9a-f-]+-1");
        assertThat(replies).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void replyIsTheOutputOfAllBlocksUpToTheToken() throws Exception {
        var reply = client.run("a", "b", "c");

        tmux.read();
        tmux.block("%end", 1, "one", "two");
        tmux.block("%end", 1);
        tmux.block("%end", 1, "three");
        assertThat(reply).isNotDone();
        tmux.endList();

        assertThat(get(reply)).containsExactly("one", "two", "three");
    }

    @Test
    void failureIsTheWordsOfTheFirstErrorAndTheNextListIsNotTouched() throws Exception {
        var failing = client.run("if-shell -F 1 { a ; b }", "c");
        var next = client.run("d");

        tmux.read();
        tmux.block("%end", 1);
        tmux.block("%error", 1, "can't find pane: x");
        tmux.block("%error", 1, "second error");
        tmux.endList();
        tmux.answer("fine");

        assertThat(failure(failing)).hasMessage("can't find pane: x");
        assertThat(failure(failing).kind()).isEqualTo(Kind.COMMAND_FAILED);
        assertThat(get(next)).containsExactly("fine");
    }

    @Test
    void blocksOfOthersAreNoReply() throws Exception {
        var reply = client.run("a");

        tmux.read();
        tmux.block("%end", 0, "output of a hook");
        tmux.block("%error", 0, "error of a hook");
        tmux.block("%end", 1, "ours");
        tmux.write("printed by a hook", "%window-add @3");
        tmux.endList();

        assertThat(get(reply)).containsExactly("ours");
        assertThat(notifications.await("")).isEqualTo("printed by a hook");
        assertThat(notifications.await("window-add")).isEqualTo("@3");
    }

    @Test
    void repliesAndNotificationsKeepTheirOrderOnTheReaderThread() throws Exception {
        List<String> order = new ArrayList<>();
        try (var fake = new FakeTmux();
                var ordered = fake.open(notification -> order.add(notification.name() + " on " + threadName()))) {
            var first = ordered.run("a").thenAccept(lines -> order.add("first on " + threadName()));
            var second = ordered.run("b").thenAccept(lines -> order.add("second on " + threadName()));

            fake.write("%before");
            fake.answer();
            fake.write("%between");
            fake.answer();

            get(CompletableFuture.allOf(first, second));
        }

        assertThat(order)
                .containsExactly(
                        "session-changed on fake-tmux",
                        "before on fake-tmux",
                        "first on fake-tmux",
                        "between on fake-tmux",
                        "second on fake-tmux");
    }

    @Test
    void listenerThatThrowsDoesNotEndTheConnection() throws Exception {
        try (var fake = new FakeTmux();
                var angry = fake.open(notification -> {
                    throw new IllegalStateException("thrown on purpose by a test");
                })) {
            var reply = angry.run("a");

            fake.write("%sessions-changed");
            fake.answer("still here");

            assertThat(get(reply)).containsExactly("still here");
        }
    }

    @Test
    void impossibleCommandsAreRefusedAtOnce() throws Exception {
        assertThatIllegalArgumentException().isThrownBy(() -> client.run());
        assertThatIllegalArgumentException().isThrownBy(() -> client.run("a\nb"));

        var reply = client.run("list-panes");
        tmux.answer("untouched");
        assertThat(get(reply)).containsExactly("untouched");
    }

    @Test
    void channelThatTakesNothingHoldsUpNoCallerAndTheListsAreBounded() {
        String big = "display-message " + "x".repeat(1_000);

        var waiting = IntStream.range(0, TmuxClient.MAX_OUTSTANDING)
                .mapToObj(i -> client.run(big))
                .toList();
        var refused = client.run(big);

        assertThat(failure(refused).kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(failure(refused)).hasMessage("Cannot send to tmux: 10000 command lists wait for their reply");
        assertThat(waiting).allMatch(reply -> !reply.isDone());
        client.close();
        assertThat(waiting).allMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void nothingIsSentBeforeTheClientIsAttached() throws Exception {
        try (var fake = new FakeTmux();
                var early = fake.openUnattached(notifications)) {
            var reply = early.run("a");
            fake.block("%end", 0);
            fake.write("%sessions-changed");
            notifications.await("sessions-changed");
            assertThat(fake.hasReceivedNothing()).isTrue();

            fake.write("%session-changed $0 fake");
            fake.answer("attached");

            assertThat(get(reply)).containsExactly("attached");
        }
    }

    @Test
    void closeBeforeTheClientIsAttachedClosesTheOutput() throws Exception {
        try (var fake = new FakeTmux()) {
            var early = fake.openUnattached(notifications);
            var reply = early.run("a");

            early.close();

            assertThat(fake.read()).as("end of what the client sends").isNull();
            assertThat(failure(reply)).hasMessage("connection lost: closed by this side");
        }
    }

    @Test
    void cancelledReplyDisturbsNobody() throws Exception {
        var cancelled = client.run("a");
        var next = client.run("b");

        cancelled.cancel(true);
        tmux.answer("a");
        tmux.answer("b");

        assertThat(get(next)).containsExactly("b");
    }

    @Test
    void closeFailsWhatIsOutstandingAndClosesTheOutput() throws Exception {
        var reply = client.run("a");
        tmux.read();
        tmux.read();

        client.close();
        client.close();

        assertThat(tmux.read()).as("end of what the client sends").isNull();
        assertThat(failure(reply)).hasMessage("connection lost: closed by this side");
        assertThat(failure(reply).kind()).isEqualTo(Kind.CONNECTION_LOST);
        assertThat(get(client.ended())).isEqualTo("closed by this side");
        assertThat(failure(client.run("b"))).hasMessage("connection lost: closed by this side");
    }

    @Test
    void listenerHearsNothingAfterClose() throws Exception {
        List<Notification> heard = new ArrayList<>();
        try (var fake = new FakeTmux()) {
            var closed = fake.open(heard::add);
            closed.close();

            fake.write("%sessions-changed", "%end 1 2 1");
            fake.awaitHangUp();
        }
        assertThat(heard).extracting(Notification::name).doesNotContain("sessions-changed");
    }

    @Test
    void endIsToldAfterTheRepliesFailed() throws Exception {
        var reply = client.run("a");
        var doneBefore = client.ended().thenCompose(reason -> completedFuture(reply.isDone()));

        tmux.closeReplies();

        assertThat(get(doneBefore)).isTrue();
    }

    private static String threadName() {
        return Thread.currentThread().getName();
    }
}
