/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.VariantDescription;

/** Asks with which variants and parameters processes are to be started, and shows what that would run. */
public final class StartForm implements Overlay {

    /**
     * Something that can be chosen or typed.
     *
     * @param group the exclusive group of an option; empty for a flag
     * @param name the variant, or the parameter
     * @param isParameter whether it is typed
     * @param fallback the value of a parameter where nobody gives another; empty if it has none
     */
    private record Field(String group, String name, boolean isParameter, String fallback) {}

    private final List<String> names;
    private final List<Field> fields = new ArrayList<>();
    private final Set<String> chosen = new LinkedHashSet<>();
    private final Map<String, String> typed = new LinkedHashMap<>();
    private final Function<StartRequest, List<String>> preview;
    private int cursor;

    /**
     * Create one.
     *
     * @param names what is to be started
     * @param run all processes of that start, whose variants can be chosen
     * @param parameters the parameters it uses, with their values where nobody gives another
     * @param preview gives the lines that tell what a start would run
     */
    public StartForm(
            List<String> names,
            List<ProcessDescription> run,
            Map<String, String> parameters,
            Function<StartRequest, List<String>> preview) {
        this.names = List.copyOf(names);
        this.preview = preview;
        Set<Field> all = new LinkedHashSet<>();
        for (ProcessDescription process : run) {
            for (VariantDescription variant : process.variants()) {
                String group = variant.options().isEmpty() ? "" : variant.name();
                variant.choices().forEach(choice -> all.add(new Field(group, choice, false, "")));
            }
        }
        parameters.forEach((name, fallback) -> all.add(new Field("", name, true, fallback)));
        fields.addAll(all);
    }

    /** Begin with these variants chosen. */
    public void choose(List<String> variants) {
        fields.stream()
                .filter(field -> !field.isParameter() && variants.contains(field.name()))
                .forEach(field -> chosen.add(field.name()));
    }

    /** Return what is asked for. */
    public StartRequest request() {
        Map<String, String> params = new LinkedHashMap<>(typed);
        params.values().removeIf(String::isEmpty);
        return new StartRequest(names, List.copyOf(chosen), params);
    }

    @Override
    public String title() {
        return "Start " + String.join(", ", names);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Field field : fields) {
            if (field.isParameter()) {
                String value = typed.getOrDefault(field.name(), "");
                String hint =
                        value.isEmpty() ? field.fallback().isEmpty() ? "(none)" : "(" + field.fallback() + ")" : value;
                lines.add(" " + field.name() + " := " + hint);
            } else {
                boolean on = chosen.contains(field.name());
                String box = field.group().isEmpty() ? on ? "[x] " : "[ ] " : on ? "(x) " : "( ) ";
                lines.add(" " + box + field.name() + (field.group().isEmpty() ? "" : "  " + field.group()));
            }
        }
        if (fields.isEmpty()) {
            lines.add(" It has no variants and no parameters.");
        }
        lines.add("");
        lines.addAll(preview.apply(request()));
        return lines;
    }

    @Override
    public int cursor() {
        return fields.isEmpty() ? -1 : cursor;
    }

    @Override
    public int top(int height, int rows) {
        return cursor < height ? 0 : cursor - height + 1;
    }

    @Override
    public String keys() {
        return "Up/Down  Space choose, or type a value  Enter start  Esc back";
    }

    @Override
    public Step key(String key) {
        switch (key) {
            case "up", "wheel-up" -> cursor = Math.max(0, cursor - 1);
            case "down", "tab", "wheel-down" -> cursor = Math.max(0, Math.min(fields.size() - 1, cursor + 1));
            case "enter" -> {
                return Step.ACCEPT;
            }
            case "esc" -> {
                return Step.CLOSE;
            }
            default -> edit(key);
        }
        return Step.STAY;
    }

    private void edit(String key) {
        if (fields.isEmpty()) {
            return;
        }
        Field field = fields.get(cursor);
        if (field.isParameter()) {
            typed.put(field.name(), Typing.after(typed.getOrDefault(field.name(), ""), key));
        } else if (key.equals("space") && !chosen.remove(field.name())) {
            // Of a group there is one.
            fields.stream()
                    .filter(other -> !field.group().isEmpty() && other.group().equals(field.group()))
                    .forEach(other -> chosen.remove(other.name()));
            chosen.add(field.name());
        }
    }
}
