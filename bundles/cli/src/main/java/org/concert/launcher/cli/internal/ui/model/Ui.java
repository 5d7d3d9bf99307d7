/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.concert.launcher.api.StartRequest;
import org.jspecify.annotations.Nullable;

/** All that is shown, and what each key does to it. */
public final class Ui {

    private static final int PAGE = 10;
    private static final int WHEEL = 3;

    private final ProcessList list = new ProcessList();
    private final UsedLately used = new UsedLately();
    private final String robot;
    private final Deeds deeds;
    private OutputView output = new OutputView(List.of());
    private @Nullable Overlay overlay;
    private Runnable onAccept = () -> {};
    private @Nullable Prompt prompt;
    private String question = "";
    private Runnable onYes = () -> {};
    private String message = "";
    private boolean looking = true;
    private boolean zoomed;
    private boolean onOutput;
    private boolean wraps;
    private boolean showsTimes;
    private boolean left;

    /**
     * Create one.
     *
     * @param robot what the launcher file is called
     * @param deeds does what is asked for
     */
    public Ui(String robot, Deeds deeds) {
        this.robot = robot;
        this.deeds = deeds;
    }

    /** Take a key by its name: a character, or {@code up}, {@code enter}, {@code ctrl-c} and so on. */
    public void key(String key) {
        message = "";
        if (key.equals("ctrl-c")) {
            left = true;
        } else if (!question.isEmpty()) {
            question = "";
            if (key.equals("y") || key.equals("Y")) {
                onYes.run();
            }
        } else if (prompt != null) {
            prompt = prompt.key(key) ? prompt : null;
        } else if (overlay != null) {
            overlayKey(overlay, key);
        } else if (!(onOutput || zoomed) || !outputKey(key)) {
            if (!viewKey(key)) {
                deedKey(key);
            }
        }
    }

    private void overlayKey(Overlay shown, String key) {
        Overlay.Step step = shown.key(key);
        if (step != Overlay.Step.STAY) {
            overlay = null;
        }
        if (step == Overlay.Step.ACCEPT) {
            onAccept.run();
        }
    }

    private boolean outputKey(String key) {
        switch (key) {
            case "up", "k" -> output.scroll(-1);
            case "down", "j" -> output.scroll(1);
            case "pgup" -> output.scroll(-PAGE);
            case "pgdn", "space" -> output.scroll(PAGE);
            case "home", "g" -> output.toOldest(PAGE);
            case "end", "G" -> output.pause(false);
            case "/" -> ask("search: ", output.sought().map(Pattern::pattern).orElse(""), this::search);
            case "n" -> match(true);
            case "N" -> match(false);
            case "esc" -> {
                output.search(null);
                onOutput = false;
                zoomed = false;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean viewKey(String key) {
        switch (key) {
            case "up", "k" -> list.move(-1);
            case "down", "j" -> list.move(1);
            case "pgup" -> list.move(-PAGE);
            case "pgdn" -> list.move(PAGE);
            case "home", "g" -> list.move(-Integer.MAX_VALUE);
            case "end", "G" -> list.move(Integer.MAX_VALUE);
            case "space" -> list.toggleMark();
            case "a" -> list.markShown();
            case "F" -> list.markFailed();
            case "esc" -> back();
            case "/" -> ask("filter: ", list.filter().text(), text -> list.filter(new Filter(text)));
            case "o" -> list.nextOrder();
            case "O" -> list.reverse();
            case "b" -> list.nextGrouping();
            case "t" -> list.toggleTree();
            case "tab" -> onOutput = !onOutput;
            case "enter" -> zoomed = !zoomed;
            case "f", "p" -> output.pause(output.isFollowing());
            case "w" -> wraps = !wraps;
            case "T" -> showsTimes = !showsTimes;
            case "&" ->
                ask("only lines with: ", output.filter().map(Pattern::pattern).orElse(""), this::filterOutput);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void deedKey(String key) {
        List<String> chosen = list.chosen();
        switch (key) {
            case "q" -> left = true;
            case "?" -> show(new TextOverlay("Keys", HelpText.LINES), () -> {});
            case "u" -> deeds.targets().ifPresent(choice -> show(choice, () -> deeds.up(choice.target())));
            case "X" -> confirm("Stop everything?", deeds::stopAll);
            case "h" -> deeds.history(list.marks());
            case "m" -> list.current().ifPresent(entry -> show(new UseOverlay(entry.name(), used), () -> {}));
            default -> {
                if (!chosen.isEmpty()) {
                    processKey(key, chosen);
                }
            }
        }
    }

    private void processKey(String key, List<String> chosen) {
        switch (key) {
            case "s" -> deeds.start(StartRequest.of(chosen.toArray(String[]::new)));
            case "v" -> deeds.form(chosen).ifPresent(form -> show(form, () -> startWith(form.request())));
            case "x" -> confirmStop("Stop", chosen, () -> deeds.stop(chosen, false));
            case "r" -> confirmStop("Restart", chosen, () -> deeds.restart(chosen));
            case "K" ->
                confirm("Kill " + String.join(", ", chosen) + dependants(chosen) + "?", () -> deeds.stop(chosen, true));
            case "d" -> deeds.describe(list.current().map(Fleet.Entry::name).orElse(chosen.get(0)));
            default -> message = "No key does '" + key + "'; ? shows all keys";
        }
    }

    /** What runs can only come back with something else after a stop. */
    private void startWith(StartRequest request) {
        boolean runs = request.names().stream()
                .anyMatch(name ->
                        list.fleet().entry(name).filter(Fleet.Entry::isAlive).isPresent());
        if (runs) {
            confirmStop("Restart", request.names(), () -> deeds.restartWith(request));
        } else {
            deeds.start(request);
        }
    }

    /** Ask only where more would end than what the user looks at. */
    private void confirmStop(String verb, List<String> names, Runnable deed) {
        String dependants = dependants(names);
        if (dependants.isEmpty()) {
            deed.run();
        } else {
            confirm(verb + " " + String.join(", ", names) + dependants + "?", deed);
        }
    }

    private String dependants(List<String> names) {
        List<String> dependants = list.fleet().runningDependants(names);
        return dependants.isEmpty()
                ? ""
                : ", and what depends on " + (names.size() == 1 ? "it" : "them") + ": " + String.join(", ", dependants);
    }

    private void confirm(String asked, Runnable deed) {
        question = asked;
        onYes = deed;
    }

    private void back() {
        if (!list.unmark()) {
            list.filter(Filter.ALL);
        }
    }

    private void ask(String label, String begin, Consumer<String> effect) {
        prompt = new Prompt(label, begin, effect);
    }

    private void search(String text) {
        output.search(pattern(text));
        output.pause(false);
        output.toMatch(true);
    }

    private void filterOutput(String text) {
        output.filter(pattern(text));
    }

    /** What is half typed may be no regular expression: then it is looked for as it stands. */
    private static @Nullable Pattern pattern(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.LITERAL);
        }
    }

    private void match(boolean older) {
        if (!output.toMatch(older)) {
            message = output.sought().isEmpty()
                    ? "Nothing is looked for: / begins"
                    : older ? "No older match" : "No newer match";
        }
    }

    /** Take a click, or a turn of the wheel ({@code wheel-up}, {@code wheel-down}), in a row of a terminal of this height. */
    public void mouse(String what, int y, int height) {
        if (overlay != null) {
            if (what.startsWith("wheel")) {
                overlayKey(overlay, what);
            }
            return;
        }
        int row = zoomed ? -1 : layout(height).listRow(y);
        int by = what.equals("wheel-up") ? -1 : 1;
        if (what.equals("click")) {
            onOutput = row < 0 && y >= Layout.ABOVE;
            if (row >= 0) {
                list.moveTo(list.top(layout(height).list()) + row);
            }
        } else if (row >= 0) {
            list.move(by);
        } else {
            output.scroll(by * WHEEL);
        }
    }

    /** Return where all stands on a terminal of this height. */
    public Layout layout(int height) {
        return Layout.of(height, list.rows().size(), zoomed);
    }

    /** Return whose output is to be shown: of the marked processes, and of the one with the cursor. */
    public List<String> watched() {
        Set<String> names = new LinkedHashSet<>(list.marks());
        list.current().ifPresent(entry -> names.add(entry.name()));
        return List.copyOf(names);
    }

    /** Show this output from now on; what was looked for in the one before still is. */
    public void output(OutputView next) {
        next.search(output.sought().orElse(null));
        next.filter(output.filter().orElse(null));
        output = next;
    }

    /** Return the output that is shown. */
    public OutputView output() {
        return output;
    }

    /** Show something in place of the processes, and do something if it is accepted. */
    public void show(Overlay shown, Runnable accepted) {
        overlay = shown;
        onAccept = accepted;
    }

    /** Return what is shown in place of the processes, or null. */
    public @Nullable Overlay overlay() {
        return overlay;
    }

    /** Tell the user something, until the next key. */
    public void tell(String words) {
        message = words.lines().findFirst().orElse("");
    }

    /** Return what was told last; empty for nothing. */
    public String message() {
        return message;
    }

    /** Return what is asked; empty for nothing. */
    public String question() {
        return question;
    }

    /** Return the line being typed, or null. */
    public @Nullable Prompt prompt() {
        return prompt;
    }

    /** Return the keys to show at the bottom. */
    public String keys(int width) {
        return overlay != null ? overlay.keys() : HelpText.line(onOutput || zoomed, width);
    }

    /** Take note that all machines have answered, or have not. */
    public void looked() {
        looking = false;
    }

    /** Return whether machines have not answered yet. */
    public boolean isLooking() {
        return looking;
    }

    /** Show how all is now. */
    public void take(Fleet fleet) {
        list.show(fleet);
        used.take(fleet);
    }

    /** Return what processes have used lately. */
    public UsedLately used() {
        return used;
    }

    /** Return the processes. */
    public ProcessList list() {
        return list;
    }

    /** Return what the launcher file is called. */
    public String robot() {
        return robot;
    }

    /** Return whether the output has all the room. */
    public boolean isZoomed() {
        return zoomed;
    }

    /** Return whether long lines are wrapped. */
    public boolean wraps() {
        return wraps;
    }

    /** Return whether the time stands before each line. */
    public boolean showsTimes() {
        return showsTimes;
    }

    /** Return whether the user has left. */
    public boolean isLeft() {
        return left;
    }
}
