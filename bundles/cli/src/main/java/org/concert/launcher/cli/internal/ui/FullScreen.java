/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.MouseTracking;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;
import org.jline.utils.AttributedString;
import org.jline.utils.Curses;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/**
 * The terminal of the user, taken over until it is closed: then it is as it was. It is closed by the thread that draws, or by the
 * one that hears of the end of the program.
 */
final class FullScreen implements AutoCloseable {

    /** Ends each way of reporting the mouse that JLine may have begun. */
    private static final String NO_MOUSE =
            "\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?1005l\u001b[?1006l\u001b[?1015l";

    private final Terminal terminal;
    private final Attributes before;
    private final Display display;
    private final AtomicBoolean resized = new AtomicBoolean(true);
    private Size size = Size.of(80, 24);
    private final String leave;
    private boolean closed;

    private FullScreen(Terminal terminal) {
        this.terminal = terminal;
        this.before = terminal.getAttributes();
        this.display = new Display(terminal, true);
        this.leave = NO_MOUSE
                + sequence(Capability.cursor_normal)
                + sequence(Capability.keypad_local)
                + sequence(Capability.exit_ca_mode);
    }

    /**
     * Take over the terminal that standard input and output are. JLine asks {@code stty} for its modes; of its other ways one
     * unpacks a native library on the user's machine, and one needs a newer Java.
     *
     * @param type what the terminal is, as in {@code TERM}
     */
    static FullScreen open(String type) throws IOException {
        Terminal terminal = new ExecTerminalProvider()
                .sysTerminal(
                        "concert_launcher",
                        type,
                        false,
                        StandardCharsets.UTF_8,
                        StandardCharsets.UTF_8,
                        StandardCharsets.UTF_8,
                        // It would have SIGINT end the JVM on the spot.
                        false,
                        SignalHandler.SIG_DFL,
                        false,
                        SystemStream.Output);
        var screen = new FullScreen(terminal);
        screen.begin();
        return screen;
    }

    private String sequence(Capability capability) {
        String sequence = Curses.tputs(terminal.getStringCapability(capability));
        return sequence == null ? "" : sequence;
    }

    private void begin() {
        terminal.handle(Signal.WINCH, signal -> resized.set(true));
        terminal.enterRawMode();
        Attributes keys = new Attributes(terminal.getAttributes());
        // Ctrl-C and Ctrl-Z are keys, too, and Ctrl-S does not stop the picture.
        keys.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        keys.setInputFlag(Attributes.InputFlag.IXON, false);
        terminal.setAttributes(keys);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.keypad_xmit);
        terminal.puts(Capability.cursor_invisible);
        terminal.trackMouse(MouseTracking.Normal);
        terminal.flush();
    }

    Keys keys() {
        return new Keys(terminal);
    }

    /** Return how large it is; looks again only after it has changed. */
    synchronized Size size() {
        if (resized.getAndSet(false) && !closed) {
            size = terminal.getSize();
            display.resize(size);
            display.clear();
        }
        return size;
    }

    /** Return whether it has another size than was looked at last. */
    boolean isResized() {
        return resized.get();
    }

    /** Draw all anew the next time, as after something else has written there. */
    void forget() {
        resized.set(true);
    }

    /** Draw these lines; what has not changed is not sent. */
    synchronized void draw(List<AttributedString> lines) {
        if (closed) {
            return;
        }
        try {
            display.update(lines, 0);
            terminal.flush();
        } catch (IllegalStateException e) {
            // JLine closes the terminal by itself when the JVM ends: nobody looks at this picture any more.
            return;
        }
    }

    /** Give the terminal back. It does not go by JLine, which may have closed its side already when the JVM ends. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        // Not closed itself: it is the standard output of the process.
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        out.print(leave);
        out.flush();
        try {
            terminal.setAttributes(before);
        } catch (IllegalStateException e) {
            // Then JLine has set them.
            return;
        }
    }
}
