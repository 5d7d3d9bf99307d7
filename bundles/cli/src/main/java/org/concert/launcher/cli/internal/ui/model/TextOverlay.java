/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import java.util.List;

/** A text to read. */
public final class TextOverlay implements Overlay {

    private static final int PAGE = 10;

    private final String title;
    private final List<String> lines;
    private int top;

    /** Create one. */
    public TextOverlay(String title, List<String> lines) {
        this.title = title;
        this.lines = List.copyOf(lines);
    }

    /** Create one that shows its last lines first. */
    public static TextOverlay atEnd(String title, List<String> lines) {
        var text = new TextOverlay(title, lines);
        text.top = Integer.MAX_VALUE;
        return text;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public List<String> lines() {
        return lines;
    }

    @Override
    public int cursor() {
        return -1;
    }

    @Override
    public int top(int height, int rows) {
        top = Math.max(0, Math.min(top, rows - height));
        return top;
    }

    @Override
    public String keys() {
        return "Up/Down scroll  Esc back";
    }

    @Override
    public Step key(String key) {
        switch (key) {
            case "up", "k", "wheel-up" -> top--;
            case "down", "j", "wheel-down" -> top++;
            case "pgup" -> top -= PAGE;
            case "pgdn", "space" -> top += PAGE;
            case "home", "g" -> top = 0;
            case "end", "G" -> top = Integer.MAX_VALUE;
            default -> {
                return Step.CLOSE;
            }
        }
        return Step.STAY;
    }
}
