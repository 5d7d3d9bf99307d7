/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.TransportException;

/** A program in a container. A thread reads what it prints, and takes note of its end. */
final class DockerChannel implements Channel {

    /** What is printed before the process id of the program, as printf takes it. */
    static final String BEGIN_ESCAPED = "\\036concert-launcher ";

    /** What is printed between the process id and the output of the program, as printf takes it. */
    static final String END_ESCAPED = "\\036";

    private static final Pattern BEGIN = Pattern.compile("\u001econcert-launcher (\\d{1,18})\u001e");
    private static final byte END_BYTE = '\u001e';

    /** The first byte of a frame that has output; 2 would be errors (Engine API, "Stream format"). */
    private static final int STDOUT = 1;

    private static final int STDERR = 2;

    /** A frame begins with its kind, three bytes of nothing, and the length of the rest. */
    private static final int HEADER = 8;

    /** So much is taken at a time, whatever length a frame says it has. */
    private static final int PIECE = 1 << 15;

    /** So much of what came instead of a program is told. */
    private static final int LONGEST_COMPLAINT = 1000;

    private final EngineHttpClient.Conversation streams;
    private final Exit end;
    private final Consumer<DockerChannel> ending;
    private final BytePipe stdout = new BytePipe();
    private final BytePipe stderr = new BytePipe();
    private final CompletableFuture<Long> pid = new CompletableFuture<>();
    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ByteArrayOutputStream beforeBegin = new ByteArrayOutputStream();

    /** Tells how the program has ended, once its output has. */
    interface Exit {

        /** Ask for it. */
        ExitStatus ask() throws TransportException;
    }

    /**
     * Create a channel that reads nothing yet.
     *
     * @param ending sees to the end of a program whose channel is closed before
     */
    DockerChannel(EngineHttpClient.Conversation streams, Exit end, Consumer<DockerChannel> ending) {
        this.streams = streams;
        this.end = end;
        this.ending = ending;
    }

    void begin(String name) {
        Thread reader = new Thread(this::read, name);
        reader.setDaemon(true);
        reader.start();
    }

    /** Return a future of the process id in the container, 0 if there is no such program; it fails when none began. */
    CompletableFuture<Long> pid() {
        return pid;
    }

    /** Whatever goes wrong, whoever waits for the program is told: its bundle may be exchanged, and give no more classes. */
    private void read() {
        try {
            copy();
        } catch (RuntimeException | LinkageError e) {
            exit.completeExceptionally(new TransportException(String.valueOf(e.getMessage()), e));
        } finally {
            pid.completeExceptionally(new TransportException("it ended before it began"));
            stdout.end();
            stderr.end();
        }
    }

    private void copy() {
        try (DataInputStream frames = new DataInputStream(streams.output())) {
            byte[] header = new byte[HEADER];
            byte[] piece = new byte[PIECE];
            for (int got = frames.readNBytes(header, 0, HEADER); got > 0; got = frames.readNBytes(header, 0, HEADER)) {
                int length = ByteBuffer.wrap(header).getInt(HEADER - Integer.BYTES);
                if (got < HEADER || header[0] > STDERR || header[1] != 0 || length < 0) {
                    // An Engine that cannot run it tells so in plain words, without a frame.
                    beforeBegin.write(header, 0, got);
                    beforeBegin.write(frames.readNBytes(LONGEST_COMPLAINT));
                    break;
                }
                for (int rest = length; rest > 0; rest -= PIECE) {
                    int next = Math.min(rest, PIECE);
                    frames.readFully(piece, 0, next);
                    take(header[0], piece, next);
                }
            }
        } catch (IOException e) {
            exit.completeExceptionally(new TransportException(String.valueOf(e.getMessage()), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String complaint = beforeBegin.toString(StandardCharsets.UTF_8).strip();
        pid.completeExceptionally(new TransportException(complaint.isEmpty() ? "it ended before it began" : complaint));
        tellEnd();
    }

    private void tellEnd() {
        try {
            if (!exit.isDone()) {
                exit.complete(end.ask());
            }
        } catch (TransportException e) {
            exit.completeExceptionally(e);
        }
    }

    private void take(int stream, byte[] piece, int length) throws InterruptedException {
        if (stream == STDERR) {
            stderr.write(piece, 0, length);
        } else if (stream == STDOUT) {
            int used = pid.isDone() ? 0 : findBegin(piece, length);
            stdout.write(piece, used, length - used);
        }
    }

    /** Return how much of a piece is not output of the program. */
    private int findBegin(byte[] piece, int length) {
        for (int i = 0; i < length; i++) {
            beforeBegin.write(piece[i]);
            if (piece[i] == END_BYTE) {
                Matcher begin = BEGIN.matcher(beforeBegin.toString(StandardCharsets.US_ASCII));
                if (begin.find()) {
                    pid.complete(Long.parseLong(begin.group(1)));
                    return i + 1;
                }
            }
        }
        return length;
    }

    @Override
    public OutputStream stdin() {
        return streams.connection().stream();
    }

    @Override
    public InputStream stdout() {
        return stdout;
    }

    @Override
    public InputStream stderr() {
        return stderr;
    }

    @Override
    public CompletionStage<ExitStatus> exit() {
        return exit;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            ending.accept(this);
        }
    }

    /** Close the streams, whatever becomes of the program. */
    void leave() {
        stdout.close();
        stderr.close();
        streams.close();
    }
}
