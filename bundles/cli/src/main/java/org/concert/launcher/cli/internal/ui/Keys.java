/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui;

import java.io.IOError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.MouseEvent;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.MouseSupport;
import org.jline.utils.InfoCmp.Capability;

/** Reads keys and the mouse. For one thread. */
final class Keys {

    /** What a terminal sends, beside what its description says: with the keys of the cursor in either mode. */
    private static final Map<String, List<String>> SEQUENCES = Map.of(
            "up", List.of("\u001b[A", "\u001bOA"),
            "down", List.of("\u001b[B", "\u001bOB"),
            "pgup", List.of("\u001b[5~"),
            "pgdn", List.of("\u001b[6~"),
            "home", List.of("\u001b[H", "\u001bOH", "\u001b[1~"),
            "end", List.of("\u001b[F", "\u001bOF", "\u001b[4~"),
            "enter", List.of("\r", "\n"),
            "backspace", List.of("\u007f", "\b"),
            "tab", List.of("\t"),
            "space", List.of(" "));

    private static final String ESC = "esc";
    private static final String MOUSE = "mouse";
    private static final String CHARACTER = "character";
    private static final String NONE = "none";
    private static final long ESCAPE_MILLIS = 50;
    private static final int END = -1;

    /**
     * What the user did.
     *
     * @param key a key by its name, or {@code click}, {@code wheel-up}, {@code wheel-down}; {@code end} of the terminal is {@code gone}
     * @param row in which row the mouse was; -1 if it was a key
     */
    record Input(String key, int row) {

        static final Input GONE = new Input("gone", -1);
    }

    private final Terminal terminal;
    private final BindingReader reader;
    private final KeyMap<String> map = new KeyMap<>();

    Keys(Terminal terminal) {
        this.terminal = terminal;
        this.reader = new BindingReader(terminal.reader());
        SEQUENCES.forEach(map::bind);
        map.bind(ESC, KeyMap.esc());
        map.bind("ctrl-c", KeyMap.ctrl('C'));
        map.bind("ctrl-l", KeyMap.ctrl('L'));
        map.bind("ctrl-u", KeyMap.ctrl('U'));
        map.bind(MOUSE, MouseSupport.keys(terminal));
        bind("up", Capability.key_up);
        bind("down", Capability.key_down);
        map.setUnicode(CHARACTER);
        map.setNomatch(NONE);
        for (char c = '!'; c <= '~'; c++) {
            map.bind(CHARACTER, String.valueOf(c));
        }
        map.setAmbiguousTimeout(ESCAPE_MILLIS);
    }

    private void bind(String name, Capability capability) {
        String sequence = KeyMap.key(terminal, capability);
        if (sequence != null && !sequence.isEmpty()) {
            map.bind(name, sequence);
        }
    }

    /** Return what the user did; empty if nothing for so long. */
    Optional<Input> next(long millis) {
        int first = peek(millis);
        if (first == END) {
            return Optional.of(Input.GONE);
        } else if (first < 0) {
            return Optional.empty();
        }
        String name = reader.readBinding(map, null, true);
        if (name == null) {
            return Optional.of(Input.GONE);
        }
        return switch (name) {
            case MOUSE -> mouse(terminal.readMouseEvent(reader::readCharacter, reader.getLastBinding()));
            case CHARACTER -> Optional.of(new Input(reader.getLastBinding(), -1));
            case NONE -> Optional.empty();
            default -> Optional.of(new Input(name, -1));
        };
    }

    private int peek(long millis) {
        try {
            return reader.peekCharacter(millis);
        } catch (IOError e) {
            // The terminal is gone, or the program ends.
            return END;
        }
    }

    private static Optional<Input> mouse(MouseEvent event) {
        if (event.getType() == MouseEvent.Type.Wheel) {
            String wheel = event.getButton() == MouseEvent.Button.WheelUp ? "wheel-up" : "wheel-down";
            return Optional.of(new Input(wheel, event.getY()));
        }
        return event.getType() == MouseEvent.Type.Pressed
                ? Optional.of(new Input("click", event.getY()))
                : Optional.empty();
    }
}
