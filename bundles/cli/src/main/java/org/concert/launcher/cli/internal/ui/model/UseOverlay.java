/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import java.util.List;

/** The CPU and memory of a process since the interface looks on, drawn as charts; they go on while they are shown. */
public final class UseOverlay implements Overlay {

    private final String name;
    private final UsedLately used;

    UseOverlay(String name, UsedLately used) {
        this.name = name;
        this.used = used;
    }

    /** Return whose it is. */
    public String name() {
        return name;
    }

    /** Return what there is to draw. */
    public UsedLately used() {
        return used;
    }

    @Override
    public String title() {
        return "CPU and memory of " + name;
    }

    @Override
    public List<String> lines() {
        return List.of();
    }

    @Override
    public int cursor() {
        return -1;
    }

    @Override
    public int top(int height, int rows) {
        return 0;
    }

    @Override
    public String keys() {
        return "Esc back";
    }

    @Override
    public Step key(String key) {
        return key.startsWith("wheel") ? Step.STAY : Step.CLOSE;
    }
}
