/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.config.Template;
import org.concert.launcher.core.internal.agent.CommandAgent;
import org.concert.launcher.core.internal.agent.ShellHost;
import org.concert.launcher.core.internal.machine.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProcessCommandTests {

    private static final String HOSTILE = "it's \"$HOME\" `id` \\n * ~ %d\n#{x}";

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private ShellHost host;
    private CommandAgent agent;
    private Place place;

    private static final String END_MARK = "\033]7;concert-ended\007";

    @TempDir
    private Path folder;

    /** No home of the person's who runs the tests: what her ~/.bashrc does is no matter here. */
    @TempDir
    private Path home;

    @BeforeEach
    void openPlace() throws Exception {
        host = new ShellHost(Map.of("HOME", home.toString()));
        agent = CommandAgent.open(host, timer);
        place = new Place(host, agent, true);
    }

    @AfterEach
    void closePlace() {
        agent.close();
        host.close();
        timer.shutdownNow();
    }

    @Test
    void placeWithoutBashRunsItByThePosixShell() {
        Place small = new Place(host, place.agent(), false);

        assertThat(command("").inWindow(small, "echo \"<$0 $-\"", "concert_launcher", "r@o"))
                .endsWith(
                        "sh", "-c", "eval \"$CONCERT_LAUNCHER_LEADER\"", "concert_launcher", "600", "read", "sh", "-c");
        assertThat(command("").probe(small, "true", "/", "r", Map.of()))
                .endsWith("exec env CONCERT_LAUNCHER_CHECK_OF=r sh -c true");
    }

    @Test
    void commandIsOneArgumentAsItIsAndIsNotSeenTwiceByWhoListsPrograms() {
        assertThat(command("").inWindow(place, HOSTILE, "concert_launcher", "robot/p/1@here"))
                .startsWith("env")
                .contains("CONCERT_LAUNCHER_TERMINAL=robot/p/1@here", "CONCERT_LAUNCHER_COMMAND=" + HOSTILE)
                .endsWith("sh")
                .containsSequence(
                        "bash",
                        "--norc",
                        "-ic",
                        "eval \"$CONCERT_LAUNCHER_LEADER\"",
                        "concert_launcher",
                        "600",
                        "read",
                        "sh",
                        "-c");
    }

    @Test
    void environmentOfTheFileComesFirstAndTheMarkIsOurs() throws Exception {
        var command = command("env: {A: 1.50, B: '$A \"x\"', C: ''}");

        assertThat(command.inWindow(place, "run", "concert_launcher", "r@o"))
                .startsWith("env")
                .contains("A=1.50", "B=$A \"x\"", "C=", "CONCERT_LAUNCHER_TERMINAL=r@o");
        assertThat(run(
                        folder,
                        command.inWindow(
                                place, "env | grep -a -e ^CONCERT -e ^[ABC]= | sort", "concert_launcher", "r@o")))
                .isEqualTo("A=1.50\nB=$A \"x\"\nC=\nCONCERT_LAUNCHER_RUN=r@o");
    }

    @Test
    void processEndsAndIsAsDeepAsWithoutALeader() throws Exception {
        var depth = List.of("bash", "-ic", "echo $SHLVL");

        assertThat(run(folder, command("").inWindow(place, "echo $SHLVL", "concert_launcher", "r@o")))
                .isEqualTo(run(folder, depth));
        for (boolean bash : List.of(true, false)) {
            Place there = new Place(host, place.agent(), bash);
            for (String end : List.of("exit 0", "exit 7", "ulimit -c 0; kill -SEGV $$", "kill -KILL $$", "exit 255")) {
                var plain = exitCode(ProcessCommand.shell(there, end));

                assertThat(exitCode(command("").inWindow(there, end, "concert_launcher", "r@o")))
                        .as("%s by %s", end, bash ? "bash" : "sh")
                        .isEqualTo(plain);
            }
        }
    }

    @Test
    void processStartsInItsFolder() throws Exception {
        Files.createDirectories(folder.resolve("-odd $x/in side"));

        for (var cwd : List.of("-odd $x/in side", folder + "/-odd $x/in side")) {
            var arguments = command("cwd: '" + cwd + "'").inWindow(place, "pwd", "concert_launcher", "r@o");

            assertThat(run(folder, arguments)).isEqualTo(folder.toRealPath() + "/-odd $x/in side");
        }
    }

    @Test
    void tildeAtTheBeginningIsTheHomeFolder() throws Exception {
        Files.createDirectories(folder.resolve("x~"));

        assertThat(run(folder, command("cwd: ~").inWindow(place, "pwd", "concert_launcher", "r@o")))
                .isEqualTo(home.toRealPath().toString());
        assertThat(run(folder, command("cwd: ~/../").inWindow(place, "pwd", "concert_launcher", "r@o")))
                .isEqualTo(home.toRealPath().getParent().toString());
        assertThat(run(folder, command("cwd: x~").inWindow(place, "pwd", "concert_launcher", "r@o")))
                .isEqualTo(folder.toRealPath() + "/x~");
    }

    @Test
    void folderThatIsNotThereFailsTheStartAndSaysSo() throws Exception {
        var arguments = command("cwd: /no/such/folder").inWindow(place, "echo started", "concert_launcher", "r@o");

        assertThat(run(folder, arguments)).contains("/no/such/folder").doesNotContain("started");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(exit 3)\n",
                "trap 'echo \"at $LINENO: $BASH_COMMAND\"' DEBUG\n",
                "set -- one two; return\n",
                "case $- in *i*) ;; *) return ;; esac; PS1=x; shopt -s extglob; x=5; if\n",
                ""
            })
    void commandSeesNothingOfWhatItsShellTells(String bashrc) throws Exception {
        Files.writeString(home.resolve(".bashrc"), bashrc);
        String command = """
                echo "$? $0 $LINENO $- $# $BASH_COMMAND"
                declare -F; set -o | grep -c on; shopt -q extglob; echo "$? ${x-} ${!status*} $BASH_EXECUTION_STRING"
                ls /proc/self/fd; jobs; history; trap -p INT; exit 7""";

        String told = run(folder, command("").inWindow(place, command, "concert_launcher", "r@o"));

        String plain = run(folder, List.of("bash", "-ic", command));
        assertThat(told).endsWith(plain);
    }

    @Test
    void bashAsPosixHasItRunsTheCommandToo() throws Exception {
        var arguments = command("env: {POSIXLY_CORRECT: 1}").inWindow(place, "echo here", "concert_launcher", "r@o");

        assertThat(run(folder, arguments)).isEqualTo("here");
    }

    @Test
    void probeFindsWhatTmuxGivesTheWindow() throws Exception {
        Files.writeString(home.resolve(".bashrc"), "[ -z \"$TMUX\" ] && exec false\n");
        var probe = command("env: {TERM: mine}")
                .probe(place, "echo $TMUX $TERM", "/", "r", Map.of("TMUX", "/tmp/x y,1,0", "TERM", "screen"));

        assertThat(run(folder, List.of("sh", "-c", probe))).isEqualTo("/tmp/x y,1,0 mine");
    }

    @Test
    void probesShareWhatTheStartUpFilesCameToIfTheyHaveTheSameEnvironment() throws Exception {
        Files.writeString(home.resolve(".bashrc"), "echo read >> ~/read; alias word='echo '$A\n");

        for (var value : List.of("1", "1", "2", "1")) {
            var probe = command("env: {A: " + value + "}")
                    .withLog("/log/of/" + value)
                    .probe(place, "word $CONCERT_LAUNCHER_LOG", "/", "r", Map.of());
            var checked = agent.probe(probe, Duration.ofSeconds(20)).get(20, TimeUnit.SECONDS);
            assertThat(checked.output()).endsWith(value + " /log/of/" + value + "\n");
        }

        assertThat(Files.readAllLines(home.resolve("read"))).hasSize(2);
    }

    @Test
    void probeRunsWhereTheProcessRuns() throws Exception {
        Files.createDirectories(folder.resolve("sub"));
        var probe = command("{env: {A: 'a b'}, cwd: sub}")
                .probe(place, "pwd; echo \"$A\"", folder.toString(), "r", Map.of());

        assertThat(run(Path.of("/"), List.of("sh", "-c", probe))).isEqualTo(folder.toRealPath() + "/sub\na b");
    }

    @Test
    void probeInAContainerKnowsNothingOfTheFoldersOfItsMachine() throws Exception {
        var probe =
                command("{docker: box, machine: me@robot}").probe(place, "pwd", "/home/of/the/machine", "r", Map.of());

        assertThat(run(folder, List.of("sh", "-c", probe)))
                .isEqualTo(folder.toRealPath().toString());
    }

    @Test
    void probeCarriesNoRunIdOrAStopWouldKillIt() {
        assertThat(command("env: {A: b}").probe(place, "true", "/", "r", Map.of()))
                .doesNotContain("CONCERT_LAUNCHER_RUN");
    }

    @Test
    void commandThatLinuxWouldNotTakeIsToldOf() {
        assertThat(ProcessCommand.complaint("x".repeat(131_046))).isNull();
        assertThat(ProcessCommand.complaint("x".repeat(131_047)))
                .isEqualTo("its command is 131047 bytes long, and Linux takes at most 131046; put it into a script");
        assertThat(ProcessCommand.complaint("\u00fc".repeat(65_524)))
                .as("bytes count, not characters")
                .startsWith("its command is 131048 bytes long");
        assertThat(ProcessCommand.complaint("a\0b"))
                .isEqualTo("its command holds a NUL character, which no command can");
        assertThat(ProcessCommand.complaint("")).isNull();
    }

    @Test
    void longestCommandIsOneThatLinuxTakes() throws Exception {
        var longest = ": " + "x".repeat(131_044);

        assertThat(run(folder, command("").inWindow(place, longest, "concert_launcher", "r@o")))
                .isEmpty();
    }

    private int exitCode(List<String> arguments) throws Exception {
        var builder = new ProcessBuilder(arguments).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        var process = builder.start();
        readToItsEnd(process);
        return process.waitFor();
    }

    /** Return what a program prints, and tell the leader of its terminal that it is read, as a capture does. */
    private static String readToItsEnd(Process process) throws Exception {
        var read = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        for (int n = process.getInputStream().read(piece);
                n >= 0;
                n = process.getInputStream().read(piece)) {
            read.write(piece, 0, n);
            if (read.toString(StandardCharsets.UTF_8).endsWith(END_MARK)) {
                new ProcessBuilder("kill", "-CONT", Long.toString(process.pid()))
                        .start()
                        .waitFor();
            }
        }
        return read.toString(StandardCharsets.UTF_8).replace(END_MARK, "");
    }

    private static ProcessCommand command(String keys) {
        ProcessConfig config = TestProcesses.of(keys);
        Map<String, String> env = new LinkedHashMap<>();
        config.env().forEach((name, value) -> env.put(name, value.expand(Map.of())));
        Template cwd = config.cwd();
        return new ProcessCommand(
                config,
                new LaunchStep(
                        config.name(),
                        config.placement().machine(),
                        config.placement().container(),
                        config.placement().session(),
                        "",
                        Map.of(),
                        true,
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        env,
                        cwd == null ? null : cwd.expand(Map.of())));
    }

    /**
     * Run a program to its end, and return what it printed, without what its shell tells, and what bash says of
     * having no terminal.
     */
    private String run(Path directory, List<String> arguments) throws Exception {
        var builder =
                new ProcessBuilder(arguments).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        var process = builder.start();
        process.getOutputStream().close();
        var lines = new ArrayList<>(readToItsEnd(process)
                .replace("\0337\r\033H\0338\033]7;concert-launcher\007", "")
                .lines()
                .toList());
        lines.removeIf(line -> line.startsWith("bash: ") || line.equals("exit"));
        return String.join("\n", lines);
    }
}
