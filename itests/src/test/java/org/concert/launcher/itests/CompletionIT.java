/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Command lines are completed by real shells. */
class CompletionIT {

    private static final String FILE = """
            ecat: {cmd: 'ecat {slaves}'}
            xbot2:
              cmd: xbot2
              depends: [ecat]
              variants: {body: [{Base Only: {}}, {'it''s $x': {}}]}
            """;

    /** What to type, and what the shell makes of it; a tab is the key. */
    private static final Map<String, String> TYPED = Map.of(
            "kil\t", "kill ",
            "run xb\t", "run xbot2 ",
            "run xbot2 -v Ba\t", "run xbot2 -v Base\\ Only ",
            "run xbot2 -v 'Ba\t", "run xbot2 -v 'Base Only' ",
            "run xbot2 -p sl\t7", "run xbot2 -p slaves:=7",
            "-c oth\trun l\t", "-c other.yaml run lidar ",
            "status --config=oth\tl\t", "status --config=other.yaml lidar ",
            "completion z\t", "completion zsh ",
            "audit --process xb\t", "audit --process xbot2 ",
            "serve --tls-keystore oth\t", "serve --tls-keystore other.yaml ");

    private static Lab lab() throws IOException {
        Lab lab = new Lab();
        lab.launcherFile(FILE);
        lab.file("other.yaml", "lidar: {cmd: x}\n");
        Path program = lab.file("bin/concert_launcher", "#!/bin/sh\nexec " + lab.launcherWords() + " \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        lab.environment().put("PATH", program.getParent() + ":" + System.getenv("PATH"));
        return lab;
    }

    @Test
    void bashCallsTheFunctionAndGetsItsReply() throws Exception {
        try (Lab lab = lab()) {
            lab.file("drive.bash", """
                    eval "$(concert_launcher completion bash)"
                    complete -p concert_launcher
                    for COMP_LINE in 'concert_launcher run xbot2 -v ' 'concert_launcher run xbot2 -v "it' \\
                        'concert_launcher -c nowhere.yaml run '; do
                        COMP_POINT=${#COMP_LINE}
                        _concert_launcher concert_launcher
                        printf '%s\\n' "${COMPREPLY[@]}" .
                    done
                    """);

            var driven = lab.run("bash", "--norc", "drive.bash");

            assertThat(driven.stdout().lines())
                    .containsExactly(
                            "complete -F _concert_launcher concert_launcher",
                            "Base\\ Only",
                            "it\\'s\\ \\$x",
                            ".",
                            "it's \\$x",
                            ".",
                            ".");
            assertThat(driven.stderr()).isEmpty();
        }
    }

    @Test
    void personAtBashTypesLess() throws Exception {
        try (Lab lab = lab()) {
            lab.file("rc", "PS1='> '\neval \"$(concert_launcher completion bash)\"\necho loaded\n");

            typeInto(lab, "bash --noprofile --rcfile rc -i");
        }
    }

    @Test
    void personAtZshTypesLess() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/zsh")), "zsh is not installed (apt-get install zsh)");
        try (Lab lab = lab()) {
            lab.file("rc/.zshrc", """
                    PS1='> '
                    unsetopt zle_bracketed_paste
                    eval "$(concert_launcher completion zsh)"
                    echo loaded
                    """);

            typeInto(lab, "env ZDOTDIR=rc zsh -i");
        }
    }

    /** Type each line, and compare what stands at the prompt. */
    private static void typeInto(Lab lab, String shell) throws Exception {
        lab.tmux(
                "new-session",
                "-d",
                "-s",
                "person",
                "-x",
                "100",
                "-y",
                "24",
                "-c",
                lab.folder().toString(),
                shell);
        Lab.await("a prompt", () -> screen(lab).contains("loaded\n>"));
        for (Map.Entry<String, String> line : TYPED.entrySet()) {
            lab.tmux("send-keys", "-t", "person:", "-l", "concert_launcher " + line.getKey());
            String expected = ("> concert_launcher " + line.getValue()).stripTrailing();
            awaitLine(lab, expected);
            lab.tmux("send-keys", "-t", "person:", "C-u", "C-l");
            awaitLine(lab, ">");
        }
    }

    private static void awaitLine(Lab lab, String expected) throws InterruptedException {
        try {
            Lab.await(expected, () -> last(screen(lab)).equals(expected));
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + "\nThe terminal shows:\n" + screen(lab).strip(), e);
        }
    }

    private static String last(String screen) {
        return screen.lines()
                .reduce("", (first, second) -> second.isBlank() ? first : second)
                .stripTrailing();
    }

    private static String screen(Lab lab) {
        try {
            return lab.tmux("capture-pane", "-p", "-t", "person:");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
