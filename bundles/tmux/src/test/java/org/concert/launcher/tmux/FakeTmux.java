/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.function.Consumer;

/** The other end of a client, played by the test: it reads what the client sends and writes what it likes. */
final class FakeTmux implements AutoCloseable {

    private final Pipe commands = Pipe.open();
    private final Pipe replies = Pipe.open();
    private final BufferedReader fromClient =
            new BufferedReader(new InputStreamReader(Channels.newInputStream(commands.source()), UTF_8));
    private final OutputStream toClient = Channels.newOutputStream(replies.sink());
    private int number = 100;

    FakeTmux() throws IOException {}

    /** Open a client and attach it, so that it sends what it is told to. */
    TmuxClient open(Consumer<Notification> listener) throws IOException {
        var client = openUnattached(listener);
        write("%session-changed $0 fake");
        return client;
    }

    TmuxClient openUnattached(Consumer<Notification> listener) {
        return TmuxClient.open(
                Channels.newInputStream(replies.source()),
                Channels.newOutputStream(commands.sink()),
                "fake-tmux",
                listener);
    }

    /** Wait for a line of the client; null when it has closed its end. */
    String read() throws IOException {
        return fromClient.readLine();
    }

    boolean hasReceivedNothing() throws IOException {
        commands.source().configureBlocking(false);
        int count = commands.source().read(ByteBuffer.allocate(1));
        commands.source().configureBlocking(true);
        return count == 0;
    }

    /** Read a command list and answer it with one block. */
    void answer(String... output) throws IOException {
        read();
        block("%end", 1, output);
        endList();
    }

    /** Read the line that asks for the token, and print it. */
    void endList() throws IOException {
        block("%end", 1, readToken());
    }

    String readToken() throws IOException {
        return read().replaceFirst("display-message -p '(.*)'", "$1");
    }

    void block(String end, int flags, String... output) throws IOException {
        String guard = "1700000000 " + number++ + " " + flags;
        write("%begin " + guard);
        write(output);
        write(end + " " + guard);
    }

    void write(String... lines) throws IOException {
        for (String line : lines) {
            toClient.write((line + "\n").getBytes(UTF_8));
        }
    }

    /** Write a text that ends no line. */
    void writePart(String text) throws IOException {
        toClient.write(text.getBytes(UTF_8));
    }

    /** Wait until the client has closed what it writes to. */
    void readToEnd() throws IOException {
        fromClient.transferTo(Writer.nullWriter());
    }

    /** Wait until the client has closed what it reads from. */
    void awaitHangUp() {
        assertThatIOException().isThrownBy(() -> {
            while (true) {
                write("%sessions-changed");
            }
        });
    }

    /** Take no more commands: what the client writes from now on fails. */
    void closeCommands() throws IOException {
        commands.source().close();
    }

    /** End what the client reads. */
    void closeReplies() throws IOException {
        replies.sink().close();
    }

    @Override
    public void close() throws IOException {
        closeReplies();
        closeCommands();
    }
}
