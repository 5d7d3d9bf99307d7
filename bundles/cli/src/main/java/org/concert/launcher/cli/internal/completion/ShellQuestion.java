/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.completion;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the scripts of shells ask the launcher for. The answer is a line that says what follows, then a candidate in
 * each line. A question that cannot be answered has no candidates: there is nobody to complain to.
 */
public final class ShellQuestion {

    /** The hidden command. */
    public static final String COMMAND = "__complete";

    private static final int BASH_ARGUMENTS = 4;

    /** These shells take their line apart themselves. */
    private static final Set<String> OF_WORDS = Set.of(CompletionScript.ZSH, CompletionScript.FISH);

    private final Completer completer;
    private final PrintStream out;

    /** Create one. */
    public ShellQuestion(Completer completer, PrintStream out) {
        this.completer = completer;
        this.out = out;
    }

    /**
     * Answer.
     *
     * @param arguments {@code __complete bash LINE WORDBREAKS}, or {@code __complete zsh WORD...} and {@code fish} likewise, the last word
     *     being the one at the cursor and the program not among them
     */
    public void answer(List<String> arguments) {
        if (arguments.size() >= BASH_ARGUMENTS && arguments.get(1).equals(CompletionScript.BASH)) {
            BashLine line = new BashLine(arguments.get(2), arguments.get(3));
            if (!line.before().isEmpty()) {
                List<String> words = line.before().subList(1, line.before().size());
                Candidates candidates = completer.candidates(words, line.current());
                print(
                        candidates,
                        matching(candidates, line.current()).stream()
                                .map(line::replacement)
                                .toList());
            }
        } else if (arguments.size() > 2 && OF_WORDS.contains(arguments.get(1))) {
            int last = arguments.size() - 1;
            Candidates candidates = completer.candidates(arguments.subList(2, last), arguments.get(last));
            print(candidates, matching(candidates, arguments.get(last)));
        }
    }

    private static List<String> matching(Candidates candidates, String current) {
        return candidates.words().stream()
                .filter(word -> word.startsWith(current) && word.indexOf('\n') < 0)
                .toList();
    }

    private void print(Candidates candidates, List<String> words) {
        out.println(candidates.kind().name().toLowerCase(Locale.ROOT));
        words.forEach(out::println);
    }
}
