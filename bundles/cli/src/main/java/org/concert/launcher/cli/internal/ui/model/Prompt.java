/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import java.util.function.Consumer;

/** A line that is typed at the bottom, and takes effect with each key. */
public final class Prompt {

    private final String label;
    private final Consumer<String> effect;
    private final String before;
    private String text;

    /**
     * Create one.
     *
     * @param label what stands before it
     * @param text what is there to begin with; again, if it is left by Esc
     * @param effect what it does, with each key
     */
    public Prompt(String label, String text, Consumer<String> effect) {
        this.label = label;
        this.before = text;
        this.text = text;
        this.effect = effect;
    }

    /** Return the line as it is shown. */
    public String line() {
        return label + text;
    }

    /** Take a key; return whether it goes on. */
    public boolean key(String key) {
        if (key.equals("enter")) {
            return false;
        }
        boolean given = key.equals("esc");
        text = given ? before : Typing.after(text, key);
        effect.accept(text);
        return !given;
    }
}
