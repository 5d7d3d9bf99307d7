/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.tmux.Replies.get;
import static org.concert.launcher.tmux.Replies.line;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends text through the tmux of this machine and looks at what comes out at the other end. */
@Timeout(60)
class TmuxTextRealTests {

    /** Writes its second and further arguments, each ended by a NUL, to the file its first one names. */
    private static final String PRINTER = "f=$1; shift; printf '%s\\0' \"$@\" > \"$f\"; tmux wait-for -S printed";

    @TempDir
    private Path folder;

    private TmuxServer server;
    private TmuxClient client;

    @BeforeEach
    void start() throws Exception {
        server = new TmuxServer(folder);
        client = server.attach();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void everyCharacterReachesAProgramAlone() throws Exception {
        assertReach(ascii().mapToObj(Character::toString).toList());
    }

    @Test
    void everyCharacterReachesAProgramAmongOthers() throws Exception {
        assertReach(List.of(
                ascii().mapToObj(Character::toString).collect(joining()),
                ascii().mapToObj(c -> Character.toString(c) + c).collect(joining("a")),
                ascii().mapToObj(c -> "\\" + Character.toString(c)).collect(joining())));
    }

    @Test
    void whatMeansSomethingElsewhereReachesAProgram() throws Exception {
        assertReach(List.of(
                "", " ", "~", "~root", "~root/x", "a~", "$HOME", "${HOME}", "$(id)", "`id`", "'", "''", "\"", "\\"));
        assertReach(
                List.of(";", "a;", "a\\;", "; kill-server", "\n", "\nkill-server", "a\n", "{", "}", "{ kill-server }"));
        assertReach(List.of(
                "#{pane_id}", "##{pane_id}", "#(id)", "#[fg=red]", "#,", "# x", "%H", "%%", "%if 1", "%hidden x=1"));
        assertReach(List.of("-d", "--", "a=b", "\\n", "\\101", "\\u0041", "\r\n", "\t", "\u001b[31mred\u001b[0m"));
    }

    @Test
    void textOfAnyLanguageReachesAProgram() throws Exception {
        assertReach(List.of(
                "\u00e9",
                "e\u0301",
                "\u65e5\u672c\u8a9e",
                "\u202eabc",
                "\ud83e\udd16",
                "\ud83d\udc69\u200d\ud83d\udd27"));
        assertReach(List.of(
                "\u0080", "\u0085", "\u00a0", "\u00ff", "\u07ff", "\u0800", "\u2028", "\ufeff", "\ufffd", "\uffff"));
        assertReach(List.of("\ud800\udc00", "\udbff\udfff"));
    }

    @Test
    void anyMixtureReachesAProgram() throws Exception {
        var random = new Random(8778);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            texts.add(random.ints(1 + random.nextInt(20), 1, 0x80 + 0x60)
                    .map(c -> c < 0xd0 ? c : 0x1f600 + c)
                    .mapToObj(Character::toString)
                    .collect(joining()));
        }

        assertReach(texts);
    }

    @Test
    void argumentAsLongAsTheKernelTakesReachesAProgram() throws Exception {
        assertReach(List.of("x".repeat(131_071)));
        assertReach(List.of("~\\\"$\n;#{x}\u00e9".repeat(10_000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"#{pane_id}", "##", "#[fg=red]", "##[x]", "#(id)", "%H", "a#", "#,", "#}", "~root", "it's; \"x\""
            })
    void literalKeepsFormatsFromExpanding(String text) throws Exception {
        String literal = TmuxText.argument(TmuxText.literal(text));
        Path directory = Files.createDirectory(folder.resolve(text));

        assertThat(line(client.run("new-window -d -P -F '#{window_name}' -n " + literal + " cat")))
                .as("new-window -n")
                .isEqualTo(text);
        assertThat(get(client.run("rename-window " + literal, "display-message -p '#{window_name}'")))
                .as("rename-window")
                .containsExactly(text);
        assertThat(get(client.run("set-option -gF @x " + literal, "display-message -p '#{@x}'")))
                .as("set-option -F")
                .containsExactly(text);
        assertThat(line(client.run("list-panes -F " + literal))).as("-F").isEqualTo(text);
        String path = TmuxText.argument(TmuxText.literal(directory.toString()));
        assertThat(line(client.run("new-window -d -P -F '#{pane_start_path}' -c " + path + " cat")))
                .as("new-window -c")
                .isEqualTo(directory.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"#{pane_id}", "##", "#[fg=red]", "%H", "%%", "100%", "%H#{l:x}"})
    void strftimeLiteralKeepsTimesFromExpandingToo(String text) throws Exception {
        String literal = TmuxText.strftimeLiteral(text);
        String command = "printf %s '" + text + "' > " + folder.resolve("piped") + "; tmux -L test wait-for -S printed";

        assertThat(line(client.run("display-message -p " + TmuxText.argument(literal))))
                .as("display-message")
                .isEqualTo(text);
        get(client.run("pipe-pane -O " + TmuxText.argument(TmuxText.strftimeLiteral(command)), "wait-for printed"));
        assertThat(folder.resolve("piped")).as("pipe-pane").hasContent(text);
    }

    @Test
    void whatIsNoFormatNeedsNoLiteral() throws Exception {
        String text = "#{pane_id} ## #[x] #(id) %H";
        String argument = TmuxText.argument(text);

        assertThat(get(client.run("set-option -g @x " + argument, "show-options -gv @x")))
                .containsExactly(text);
        assertThat(get(client.run("set-environment -g X " + argument, "show-environment -g X")))
                .containsExactly("X=" + text);
        get(client.run(
                "new-window -d -e " + TmuxText.argument("X=" + text)
                        + " sh -c 'printf %s \"$X\" > \"$1\"; tmux wait-for -S printed' sh "
                        + TmuxText.argument(folder.resolve("env").toString()),
                "wait-for printed"));
        assertThat(folder.resolve("env")).as("new-window -e").hasContent(text);
    }

    @Test
    void whatIsAFormatExpandsWithoutLiteral() throws Exception {
        assertThat(line(client.run("new-window -d -P -F '#{window_name}' -n '#{session_name}' cat")))
                .isEqualTo(TmuxServer.SESSION);
        assertThat(line(client.run("display-message -p '%Y'"))).matches("2\\d{3}");
    }

    private static IntStream ascii() {
        return IntStream.rangeClosed(1, 127);
    }

    private void assertReach(List<String> texts) throws Exception {
        Path file = folder.resolve("printed");
        String arguments = texts.stream().map(TmuxText::argument).collect(joining(" "));

        get(client.run(
                "new-window -d sh -c " + TmuxText.argument(PRINTER) + " sh " + TmuxText.argument(file.toString()) + " "
                        + arguments,
                "wait-for printed"));

        String printed = Files.readString(file, UTF_8);
        assertThat(printed.split("\0", -1)).containsExactly((String.join("\0", texts) + "\0").split("\0", -1));
    }
}
