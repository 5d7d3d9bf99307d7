/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal.socket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes messages of frames. Used by one thread at a time. */
final class MessageReader implements FrameReader.Sink {

    /** What there is besides messages. */
    interface Control {

        /** Answer a ping. */
        void ping(byte[] content);

        /** End the connection, as the client does. */
        void close();
    }

    private final SocketEnd end;
    private final Control control;

    /** What there is of a message in pieces; null while none has begun. */
    private @Nullable ByteArrayOutputStream begun;

    private int kind;

    MessageReader(SocketEnd end, Control control) {
        this.end = end;
        this.control = control;
    }

    @Override
    public void frame(Frame frame) throws RefusedFrameException {
        switch (frame.kind()) {
            case Frame.PING -> control.ping(frame.content());
            case Frame.PONG -> {
                // Nobody has asked for it, which is allowed.
            }
            case Frame.CLOSE -> control.close();
            case Frame.TEXT, Frame.BINARY, Frame.CONTINUATION -> piece(frame);
            default -> throw protocol("a frame of a kind that there is not");
        }
    }

    private void piece(Frame frame) throws RefusedFrameException {
        ByteArrayOutputStream message = begun;
        if ((frame.kind() == Frame.CONTINUATION) != (message != null)) {
            throw protocol("pieces of a message out of their order");
        }
        if (message == null) {
            message = new ByteArrayOutputStream();
            kind = frame.kind();
        }
        message.writeBytes(frame.content());
        if (message.size() > FrameReader.LONGEST) {
            throw new RefusedFrameException(
                    RefusedFrameException.TOO_LONG, "a message of more than " + FrameReader.LONGEST + " bytes");
        }
        begun = frame.last() ? null : message;
        if (frame.last()) {
            handOver(message.toByteArray());
        }
    }

    private void handOver(byte[] message) throws RefusedFrameException {
        if (kind == Frame.BINARY) {
            end.binary(message);
            return;
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusedFrameException(RefusedFrameException.NO_TEXT, "text that is no UTF-8");
        }
        end.text(text);
    }

    private static RefusedFrameException protocol(String why) {
        return new RefusedFrameException(RefusedFrameException.PROTOCOL, why);
    }
}
