/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The targets, and below them what it would take to bring up the one with the cursor. */
public final class TargetChoice implements Overlay {

    private final List<String> targets;
    private final String inForce;
    private final Function<String, List<String>> preview;
    private int cursor;

    /**
     * Create one.
     *
     * @param inForce the target in force; the cursor begins behind it
     * @param preview gives the lines that tell what bringing up a target would do
     */
    public TargetChoice(List<String> targets, String inForce, Function<String, List<String>> preview) {
        this.targets = List.copyOf(targets);
        this.inForce = inForce;
        this.preview = preview;
        this.cursor = (targets.indexOf(inForce) + 1) % targets.size();
    }

    /** Return the target with the cursor. */
    public String target() {
        return targets.get(cursor);
    }

    @Override
    public String title() {
        return "Targets";
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String target : targets) {
            lines.add(" " + target + (target.equals(inForce) ? "  (in force)" : ""));
        }
        lines.add("");
        lines.addAll(preview.apply(target()));
        return lines;
    }

    @Override
    public int cursor() {
        return cursor;
    }

    @Override
    public int top(int height, int rows) {
        return cursor < height ? 0 : cursor - height + 1;
    }

    @Override
    public String keys() {
        return "Up/Down choose  Enter bring it up  Esc back";
    }

    @Override
    public Step key(String key) {
        switch (key) {
            case "up", "k", "wheel-up" -> cursor = Math.max(0, cursor - 1);
            case "down", "j", "wheel-down" -> cursor = Math.min(targets.size() - 1, cursor + 1);
            case "enter" -> {
                return Step.ACCEPT;
            }
            case "esc", "q", "u" -> {
                return Step.CLOSE;
            }
            default -> {
                return Step.STAY;
            }
        }
        return Step.STAY;
    }
}
