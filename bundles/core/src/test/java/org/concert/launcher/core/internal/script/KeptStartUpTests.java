/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a real bash, beside one that reads ~/.bashrc itself. */
@Timeout(60)
class KeptStartUpTests {

    /** All that a shell holds that a check may see; volatile variables, and a cache of where programs are, left out. */
    private static final String ALL = """
            echo "$? $0 $- $# $*"; pwd; ls -l /proc/self/fd | sed 's/.* \\([0-9]* ->\\)/\\1/; s/[0-9]*\\]//; s/proc.[0-9]*//'
            declare -p | grep -av '^declare -[^ ]* \\(BASHPID\\|PPID\\|S*RANDOM\\|SECONDS\\|EPOCH[A-Z]*\\|_\\|BASH_CMDS\\)\\(=\\|$\\)'
            declare -F; declare -f; alias; shopt; set -o; ulimit -Sa; ulimit -Ha; umask; trap -p; enable -a; dirs
            env | grep -v '^_=' | sort""";

    private static final String ROS = """
            case $- in *i*) ;; *) return ;; esac
            shopt -s extglob nullglob
            export ROS_DISTRO=humble PATH=/opt/ros/bin:$PATH
            export -n OWN
            declare -i number=5; declare -A map=([a]="1 2" ["x y"]=$'n\\nl'); declare -a list=(1 "two words" [7]=3)
            declare -r fixed=f; declare -u upper=abc; declare -n other=number; declare -x nothing; declare -t traced=1
            text=$'a\\ndeclare -x PATH="evil"\\n$HOME `id` \\\\ "q" \\x27s\\x27 \\t\\e[0m gr\\u00fc\\u00df'
            line=1 name=2 kind=3
            f() { local a=$1; case $a in @(x|y)) ls ;; esac; cat <<E
            here $a
            E
            }
            foo-bar() { \\ls "$(f "$1")"; }
            export -f f; declare -ft foo-bar
            alias ls='ls --color=auto' gg='echo "it'\\''s"' declare=declare
            shopt -s globstar; set -o vi -o pipefail
            umask 027; ulimit -c 0; ulimit -Sn 200
            cd /usr
            set -- one 'two  three' ''
            unset MAILCHECK
            export UID
            PS1='\\u@\\h \\$ '
            IFS=:
            (exit 3)
            """;

    @TempDir
    private Path home;

    private final Map<String, String> environment = new LinkedHashMap<>();

    @BeforeEach
    void setUp() {
        environment.put("HOME", home.toString());
        environment.put("PATH", System.getenv("PATH"));
        environment.put("LANG", "C.UTF-8");
        environment.put("TERM", "screen");
        environment.put("OWN", "a b");
        environment.put("TMUX", "/tmp/x,1,2");
        environment.put("TMUX_PANE", "%1");
    }

    static Stream<String> startUpFiles() throws IOException {
        Path skeleton = Path.of("/etc/skel/.bashrc");
        return Stream.concat(
                Stream.of(
                        ROS,
                        "",
                        "alias builtin=false printf=false declare=false set=false unset=false return=false",
                        "set -C; set -a; x=1; shopt -u expand_aliases; alias q=w",
                        "export LC_ALL=C; x=\u00fc; export -n LANG; unset PATH; PATH=/bin:/usr/bin; readonly -a A=(1)",
                        "export HISTCMD OWN=; unset HISTFILE; HISTSIZE=7; set -o ignoreeof; umask 0; cd /; cd /usr"),
                Files.exists(skeleton) ? Stream.of(Files.readString(skeleton)) : Stream.empty());
    }

    @ParameterizedTest
    @MethodSource("startUpFiles")
    void allIsAsIfItHadBeenRead(String bashrc) throws Exception {
        bashrc(bashrc);
        String cold = cold(ALL);

        String making = check(ALL);
        String kept = check(ALL);

        assertThat(making).isEqualTo(cold).contains("HOME=");
        assertThat(kept).isEqualTo(cold);
        assertThat(timesRead()).as("by bash itself, and once for all checks").isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trap 'echo bye' EXIT",
                "exec 7< /etc/passwd",
                "sleep 0.01 &",
                "set -e",
                "set -u",
                "set -f",
                "enable -n test",
                "unset TMUX",
                "TMUX_PANE=%7",
                "pushd / > /dev/null",
                "declare -x SHELLOPTS",
                "set -o posix",
                "g() { :; }; readonly -f g",
                "alias alias=alias"
            })
    void whatNoTextHoldsIsReadEachTime(String bashrc) throws Exception {
        bashrc(bashrc);
        String cold = cold(ALL);

        assertThat(check(ALL)).isEqualTo(cold);
        assertThat(check(ALL)).isEqualTo(cold);
        assertThat(timesRead()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 4", "exec sh -c 'exit 5'", "kill -KILL $$"})
    void whatDoesNotComeToTheCheckEndsAsItDoes(String bashrc) throws Exception {
        bashrc(bashrc);
        int cold = exitCode(List.of("bash", "-ic", "exit 9"));

        assertThat(exitCode(kept("exit 9"))).isEqualTo(cold).isNotEqualTo(9);
        assertThat(exitCode(kept("exit 9"))).isEqualTo(cold);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exit 7",
                "false",
                "set -e; false; true",
                "trap 'exit 6' EXIT; true",
                "trap 'kill 0' EXIT; true",
                "kill -TERM $$; exit 3",
                "kill -KILL $$",
                "exec true",
                "gg; exit $?",
                "exec no-such-program; exit 2",
                "if; (",
                "x=(1 2); exit ${#x[@]}",
                "return 5"
            })
    void checkEndsAsInAShellOfItsOwn(String check) throws Exception {
        bashrc("alias gg='(exit 8)'");
        int cold = exitCode(List.of("bash", "-ic", check));
        check(":");

        assertThat(exitCode(kept(check))).isEqualTo(cold);
        assertThat(timesRead()).isEqualTo(2);
    }

    @Test
    void whatACheckChangesNoOtherSees() throws Exception {
        bashrc("A=1; f() { echo f; }");
        check(":");

        check("A=2; f() { echo g; }; export B=3; alias f=g; cd /; umask 0; set -f; trap 'echo' EXIT; exit 3");

        assertThat(check("echo $A ${B-} $(f) $(umask) $-")).isEqualTo(cold("echo $A ${B-} $(f) $(umask) $-"));
    }

    @Test
    void changeIsNoticedEvenIfSizeAndTimeAreAsBefore() throws Exception {
        Path file = bashrc("A=1");
        assertThat(check("echo $A")).isEqualTo("1\n");
        assertThat(check("echo $A")).isEqualTo("1\n");
        FileTime time = Files.getLastModifiedTime(file);

        Files.writeString(file, Files.readString(file).replace("A=1", "A=2"));
        Files.setLastModifiedTime(file, time);

        assertThat(check("echo $A")).isEqualTo("2\n");
        assertThat(check("echo $A")).isEqualTo("2\n");
        assertThat(timesRead()).isEqualTo(2);
        Files.delete(file);
        assertThat(check("echo $A")).isEqualTo("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ". ~/sub dir.sh",
                "source ~/sub.sh",
                "source \"$HOME/sub.sh\"; B=1",
                "[ -f ~/sub.sh ] && . ${HOME}/sub.sh"
            })
    void changeOfWhatItSourcesByNameIsNoticed(String bashrc) throws Exception {
        Path sub = home.resolve(bashrc.contains("sub dir") ? "sub" : "sub.sh");
        Files.writeString(sub, "A=1");
        Files.setLastModifiedTime(sub, FileTime.from(Instant.now().minusSeconds(100)));
        bashrc(bashrc.replace("sub dir.sh", "sub"));
        assertThat(check("echo $A") + check("echo $A")).isEqualTo("1\n1\n");
        assertThat(timesRead()).isEqualTo(1);

        Files.writeString(sub, "A=2");
        Files.setLastModifiedTime(sub, FileTime.from(Instant.now().plusSeconds(1)));

        assertThat(check("echo $A")).isEqualTo("2\n");
    }

    @Test
    void otherEnvironmentAndOtherFolderAreReadForThemselvesAndPanesAreNot() throws Exception {
        bashrc("A=$OWN$PWD; P=$TMUX_PANE");
        assertThat(check("echo $A $TMUX_PANE")).isEqualTo("a b" + folder() + " %1\n");

        environment.put("OWN", "c");
        assertThat(check("echo $A $TMUX_PANE")).isEqualTo("c" + folder() + " %1\n");
        environment.put("OWN", "d");
        assertThat(check("echo $A $TMUX_PANE")).isEqualTo("d" + folder() + " %1\n");
        assertThat(timesRead()).isEqualTo(3);
        environment.put("TMUX_PANE", "%2");
        environment.put("CONCERT_LAUNCHER_CHECK_OF", "run");
        assertThat(check("echo $A $TMUX_PANE $CONCERT_LAUNCHER_CHECK_OF")).isEqualTo("d" + folder() + " %2 run\n");
        assertThat(timesRead()).isEqualTo(3);
    }

    @Test
    void itIsReadAgainAfterFiveMinutes() throws Exception {
        bashrc("A=1");
        check(":");
        Path text = kept();
        String now = Files.readString(text);
        assertThat(now).containsPattern("EPOCHSECONDS < \\d{10}");

        Files.writeString(text, now.replaceAll("EPOCHSECONDS < \\d{10}", "EPOCHSECONDS < 1000000000"));
        check(":");

        assertThat(timesRead()).isEqualTo(2);
        assertThat(kept()).as("the older is gone").isEqualTo(text);
    }

    @Test
    void textIsForItsUserOnlyAndMayBeRemovedAtAnyTime() throws Exception {
        bashrc("A=1; umask 0");
        check(":");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept().getParent())))
                .isEqualTo("rwx------");
        Files.delete(kept());
        assertThat(check("echo $A")).isEqualTo("1\n");
    }

    @Test
    void onlyOldTextsAreRemovedAndNothingElseThatLiesThere() throws Exception {
        bashrc("A=1");
        Path cache = Files.createDirectories(home.resolve(".cache/concert-launcher"));
        Path texts = Files.createDirectories(cache.resolve("start-up/deeper"));
        var others = List.of(
                cache.resolve("bashrc-of-somebody"), cache.resolve("start-up/else"), texts.resolve("bashrc-deeper"));
        Path old = cache.resolve("start-up/bashrc-old-1");
        for (Path file : Stream.concat(others.stream(), Stream.of(old)).toList()) {
            Files.writeString(file, "x");
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
        }

        check(":");

        assertThat(old).doesNotExist();
        assertThat(others).allSatisfy(file -> assertThat(file).hasContent("x"));
    }

    @Test
    void whereNothingCanBeKeptItIsReadEachTime() throws Exception {
        bashrc("A=1");
        Files.createFile(home.resolve(".cache"));

        assertThat(check("echo $A") + check("echo $A")).isEqualTo("1\n1\n");
        assertThat(timesRead()).isEqualTo(2);
    }

    @Test
    void folderOfTheLogInIsTakenWhereThereIsOne() throws Exception {
        bashrc("A=1");
        Path runtime = Files.createDirectory(home.resolve("run"));
        environment.put("XDG_RUNTIME_DIR", runtime.toString());

        assertThat(check("echo $A") + check("echo $A")).isEqualTo("1\n1\n");

        assertThat(timesRead()).isEqualTo(1);
        assertThat(runtime.resolve("concert-launcher/start-up")).isDirectory();
        assertThat(home.resolve(".cache")).doesNotExist();
    }

    private Path kept() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(".cache/concert-launcher/start-up"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    /** Write ~/.bashrc, which notes that it is read. */
    private Path bashrc(String text) throws IOException {
        return Files.writeString(home.resolve(".bashrc"), "echo x >> ~/read\n" + text + "\n");
    }

    private int timesRead() throws IOException {
        return Files.readAllLines(home.resolve("read")).size();
    }

    private String folder() throws IOException {
        return home.toRealPath().toString();
    }

    private String cold(String check) throws Exception {
        return run(List.of("sh", "-c", "unset CONCERT_LAUNCHER_KEPT; exec bash -ic \"$1\"", "sh", check));
    }

    private String check(String check) throws Exception {
        return run(kept(check));
    }

    private static List<String> kept(String check) {
        String program =
                KeptStartUp.assignments() + "export CONCERT_LAUNCHER_STARTUP CONCERT_LAUNCHER_KEEP; exec \"$@\"";
        var words = new ArrayList<>(List.of("sh", "-c", program, "sh"));
        words.addAll(KeptStartUp.words(check));
        return words;
    }

    private Process start(List<String> words) throws IOException {
        var builder = new ProcessBuilder(words).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment()
                .putAll(KeptStartUp.asked(List.of(environment.get("OWN").length())));
        var process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** Run a program to its end, in a session of its own, as it may signal its process group. */
    private int exitCode(List<String> words) throws Exception {
        var apart = new ArrayList<>(List.of("setsid", "-w"));
        apart.addAll(words);
        var process = start(apart);
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String run(List<String> words) throws Exception {
        var lines = new ArrayList<String>();
        try (var output = start(words).inputReader()) {
            output.lines()
                    .filter(line ->
                            !line.startsWith("bash: cannot set terminal") && !line.startsWith("bash: no job control"))
                    .forEach(lines::add);
        }
        return String.join("\n", lines) + "\n";
    }
}
