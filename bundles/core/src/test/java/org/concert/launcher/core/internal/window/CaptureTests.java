/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.core.internal.agent.PosixPath;
import org.concert.launcher.core.internal.script.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both programs that capture output do the same: the one for perl, and the one for a machine that has none. */
@Timeout(60)
class CaptureTests {

    private static final String STAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final String END_MARK = "\033]7;concert-ended\007";
    private static final String MARK = "\0337\r\033H\0338\033]7;concert-launcher\007";
    private static final long PATIENCE_SECONDS = 60;

    enum Tools {
        PERL,
        POSIX
    }

    @TempDir
    private Path folder;

    /** The command in the pane: it lives as long as the test. */
    private long pid = ProcessHandle.current().pid();

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() throws IOException {
        started.forEach(Process::destroyForcibly);
        PosixPath.removeFrom(folder.resolve("bin"));
    }

    @ParameterizedTest
    @EnumSource
    void linesGetTheirTimeAndBytesStayAsTheyAre(Tools tools) throws Exception {
        byte[] bytes = {'a', 0, (byte) 0xff, (byte) 0xc3, 27, '\t', '\\', '%', 'd', '\r', '\n', '\r', '\n'};

        capture(tools, 1000, 3, bytes);

        assertThat(text(log()))
                .matches(STAMP + "# log from byte 0 line 1\n" + STAMP + "# started it's %d \\$x\n" + STAMP
                        + " a\0\u00ff\u00c3\u001b\t\\\\%d\n" + STAMP + " \n" + STAMP + "# its window was closed\n");
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheCarriageReturnOfTheTerminalIsLeftOut(Tools tools) throws Exception {
        capture(tools, 1000, 3, bytes("10%\r20%\r"), bytes("30%\r\r\nbare\nend\r"), bytes("\nrest\r"));

        assertThat(output()).isEqualTo("10%\r20%\r30%\r\nbare\nend\nrest\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void lineIsCapturedBeforeItEndsAndStampedOnce(Tools tools) throws Exception {
        var capture = start(tools, 1000, 3);

        write(capture, bytes("Password: "));
        await("the prompt is captured", () -> text(log()).endsWith("Z Password: "));
        write(capture, bytes("none\r\n"));
        end(capture);

        assertThat(output()).isEqualTo("Password: none\n");
    }

    @ParameterizedTest
    @EnumSource
    void whatTheShellTellsTheTerminalIsNoOutput(Tools tools) throws Exception {
        capture(tools, 1000, 3, bytes("of bashrc\r\nabc" + MARK + "def\r\n\0337\r\n"));

        assertThat(output()).isEqualTo("of bashrc\nabcdef\n\0337\n");
    }

    @ParameterizedTest
    @EnumSource(names = "PERL")
    void whatTheShellTellsMayComeInPieces(Tools tools) throws Exception {
        var capture = start(tools, 1000, 3);
        for (int i = 0; i < MARK.length(); i++) {
            write(capture, bytes(MARK.substring(i, i + 1)));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        write(capture, bytes("x\r\n"));
        end(capture);

        assertThat(output()).isEqualTo("x\n");
    }

    @ParameterizedTest
    @EnumSource
    void whatTheLeaderOfTheSessionSaysAtItsEndIsNoOutputAndIsAnswered(Tools tools) throws Exception {
        var leader = startLeader();
        var capture = start(tools, 1000, 3);

        write(capture, bytes("last words\r\n" + END_MARK));

        assertThat(leader.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(leader.exitValue()).as("it was told").isEqualTo(9);
        end(capture);
        assertThat(output()).isEqualTo("last words\n");
    }

    @ParameterizedTest
    @EnumSource(names = "PERL")
    void thatMayComeInPiecesToo(Tools tools) throws Exception {
        var leader = startLeader();
        var capture = start(tools, 1000, 3);
        var text = "\033]7;concert-e\033]7" + END_MARK;
        for (int i = 0; i < text.length(); i++) {
            write(capture, bytes(text.substring(i, i + 1)));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }

        assertThat(leader.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        end(capture);
        assertThat(output()).isEqualTo("\033]7;concert-e\033]7\n");
    }

    /** Start what ends with 9 when it is told that its output is read. */
    private Process startLeader() throws IOException {
        var leader = new ProcessBuilder("sh", "-c", "trap 'exit 9' CONT; echo; while :; do sleep 0.02; done").start();
        started.add(leader);
        leader.inputReader().readLine();
        pid = leader.pid();
        return leader;
    }

    @ParameterizedTest
    @EnumSource
    void logIsOfItsUserOnly(Tools tools) throws Exception {
        capture(tools, 1000, 3, bytes("x\r\n"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log().getParent())))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @EnumSource
    void noLineIsLostOrDoubledWhenLogsGetFull(Tools tools) throws Exception {
        int lines = tools == Tools.PERL ? 200_000 : 30_000;
        var numbers = IntStream.rangeClosed(1, lines).mapToObj(n -> n + "\r\n").collect(Collectors.joining());

        capture(tools, 300_000, 1000, bytes(numbers));

        assertThat(output()).isEqualTo(numbers.replace("\r", ""));
        assertThat(logs()).hasSizeGreaterThan(2);
        assertLogsTellWhereTheyBegin();
    }

    @ParameterizedTest
    @EnumSource
    void onlySoManyLogsAreKept(Tools tools) throws Exception {
        for (int i = 1; i <= 6; i++) {
            capture(tools, 100, 2, bytes("run " + i + "\r\n"));
        }

        assertThat(logs()).hasSize(3);
        assertThat(output()).endsWith("run 6\n").doesNotContain("run 1");
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsKeptBesidesTheLogIfSoWished(Tools tools) throws Exception {
        for (int i = 1; i <= 3; i++) {
            capture(tools, 100, 0, bytes("run " + i + "\r\n"));
        }

        assertThat(logs()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void linesAndBytesAreCountedOnThroughTheRunsOfAProcess(Tools tools) throws Exception {
        for (int i = 1; i <= 5; i++) {
            capture(tools, 400, 100, bytes("first\r\nsecond\r\nunended"));
        }

        assertThat(output()).isEqualTo("first\nsecond\nunended\n".repeat(5));
        assertLogsTellWhereTheyBegin();
    }

    @ParameterizedTest
    @EnumSource
    void longLineStaysWholeInALogThatIsTooSmallForIt(Tools tools) throws Exception {
        var line = "x".repeat(1_000_000);

        capture(tools, 10_000, 10, bytes("before\r\n" + line + "\r\nafter\r\n"));

        assertThat(output()).isEqualTo("before\n" + line + "\nafter\n");
        assertThat(logs()).hasSizeGreaterThan(1);
        assertLogsTellWhereTheyBegin();
    }

    @ParameterizedTest
    @EnumSource
    void whatCouldNotBeWrittenIsSaidWhenItCanBeSaid(Tools tools) throws Exception {
        Files.createDirectories(log());
        var capture = start(tools, 1000, 3);
        await(
                "launchers are told",
                () -> text(folder.resolve("told"))
                        .contains("@concert_output output is not captured: cannot write " + log()));

        Files.delete(log());
        write(capture, bytes("kept\r\n"));
        end(capture);

        assertThat(text(log())).containsPattern("# .*missing here");
        assertThat(output()).isEqualTo("kept\n");
    }

    @ParameterizedTest
    @EnumSource(names = "PERL")
    void logThatIsRemovedOrEmptiedByHandIsBegunAnew(Tools tools) throws Exception {
        var capture = start(tools, 1000, 3);
        write(capture, bytes("one\r\n"));
        await("one is captured", () -> text(log()).endsWith("one\n"));

        Files.delete(log());
        write(capture, bytes("two\r\n"));
        await("two is captured", () -> text(log()).endsWith("two\n"));
        Files.writeString(log(), "");
        write(capture, bytes("three\r\n"));
        end(capture);

        assertThat(output()).isEqualTo("three\n");
        assertThat(text(log())).matches("(?s)" + STAMP + "# log from byte [1-9]\\d+ line 1\n.*");
    }

    @ParameterizedTest
    @EnumSource
    void paneThatDiedBeforeItsCaptureWasThereIsSeenToBeDead(Tools tools) throws Exception {
        // Dead, but not waited for: tmux may see the end of the terminal before the end of the program. A shell would
        // wait.
        var parent = new ProcessBuilder("sh", "-c", """
                sh -c 'until grep -q sleep /proc/$PPID/comm; do :; done' &
                echo $!
                exec sleep 1000
                """).start();
        started.add(parent);
        pid = Long.parseLong(parent.inputReader().readLine());
        while (!Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ")) {
            Thread.onSpinWait();
        }
        Files.writeString(folder.resolve("answer"), tools == Tools.PERL ? "%1 1 7 \n" : "1/7/\n");

        var capture = start(tools, 1000, 3);
        write(capture, bytes("last words\r\n"));

        assertThat(capture.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(output()).isEqualTo("last words\n");
        assertThat(text(log())).endsWith("# ended with exit code 7\n");
    }

    @ParameterizedTest
    @EnumSource(names = "PERL")
    void outputThatTmuxHasYetToSendWhenItTellsOfAnEarlyDeathIsWaitedFor(Tools tools) throws Exception {
        var dead = new ProcessBuilder("true").start();
        assertThat(dead.waitFor()).isZero();
        pid = dead.pid();
        var go = folder.resolve("go");
        assertThat(new ProcessBuilder("mkfifo", go.toString()).start().waitFor())
                .isZero();
        fakeTmux("""
                case "$*" in *display-message*)
                    echo >> '%1$s/asked'
                    if [ "$(wc -l < '%1$s/asked')" = 2 ]; then read -r _ < '%1$s/go'; fi
                    echo '%%1 1 7 '
                esac
                """.formatted(folder));

        var capture = start(tools, 1000, 3);
        while (!Files.exists(folder.resolve("asked"))) {
            Thread.onSpinWait();
        }
        write(capture, bytes("last words\r\n"));
        Files.writeString(go, "\n");

        assertThat(capture.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(output()).isEqualTo("last words\n");
    }

    @ParameterizedTest
    @EnumSource
    void pipeByWhichTheEndIsToldIsGoneAtTheEnd(Tools tools) throws Exception {
        var capture = start(tools, 1000, 3);
        await("the pipe is there", () -> Files.exists(log().resolveSibling(".p.log.%1")));

        end(capture);

        assertThat(log().getParent()).isDirectoryNotContaining("glob:**/.*");
    }

    @ParameterizedTest
    @EnumSource(names = "PERL")
    void anotherGoesOnForOneThatWasKilled(Tools tools) throws Exception {
        var capture = start(tools, 1000, 3);
        write(capture, bytes("one\r\n"));
        await("one is captured", () -> text(log()).endsWith("one\n"));

        capture.children().forEach(ProcessHandle::destroyForcibly);
        await("another is there", () -> text(log()).contains("# what captured this was ended by signal 9"));
        write(capture, bytes("two\r\n"));
        end(capture);

        assertThat(output()).isEqualTo("one\ntwo\n");
        assertThat(log().getParent()).isDirectoryNotContaining("glob:**/.*");
    }

    /** The capture may be making a file in it at this moment, and then rm cannot remove it. */
    private void removeFolder() throws IOException, InterruptedException {
        var rm = new ProcessBuilder("rm", "-r", log().getParent().toString());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (rm.start().waitFor() != 0) {
            assertThat(System.nanoTime()).as("the folder is removed").isLessThan(deadline);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endIsSeenAndNothingIsLeftThoughTheFolderWasRemoved(Tools tools) throws Exception {
        var program = new ProcessBuilder("sleep", "1000").start();
        started.add(program);
        pid = program.pid();
        Files.writeString(folder.resolve("answer"), tools == Tools.PERL ? "%1 1 7 \n" : "1/7/\n");
        var capture = start(tools, 1000, 3);
        await("the pipe is there", () -> Files.exists(log().resolveSibling(".p.log.%1")));
        await("it has begun", () -> text(log()).contains("# started"));

        removeFolder();
        program.destroyForcibly().waitFor();
        // As tmux does: the pipe may be there again by now.
        Path pipe = log().resolveSibling(".p.log.%1");
        started.add(new ProcessBuilder("sh", "-c", "[ ! -p \"$1\" ] || echo > \"$1\"", "sh", pipe.toString()).start());

        assertThat(capture.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(text(log())).endsWith("# ended with exit code 7\n");
        assertThat(log().getParent()).isDirectoryNotContaining("glob:**/.*");
    }

    @ParameterizedTest
    @EnumSource
    void outputIsCapturedAgainThoughTheFolderWasRemoved(Tools tools) throws Exception {
        var capture = start(tools, 1000, 3);
        await("it has begun", () -> text(log()).contains("# started"));

        removeFolder();
        if (tools == Tools.POSIX) {
            // What it reads while its folder is gone is gone too; but it may not have begun to read then.
            write(capture, bytes("lost\r\n"));
            await(
                    "it says so",
                    () -> text(log()).contains("missing here") || text(log()).contains(" lost\n"));
        }
        write(capture, bytes("two\r\n"));
        await("two is captured", () -> text(log()).contains(" two\n"));
        end(capture);

        assertThat(log().getParent()).isDirectoryNotContaining("glob:**/.*");
    }

    private Path log() {
        return folder.resolve("it's a $state/p.log");
    }

    private void fakeTmux(String script) throws IOException {
        var tmux = Files.createDirectories(folder.resolve("bin")).resolve("tmux");
        Files.writeString(tmux, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(tmux, PosixFilePermissions.fromString("rwx------"));
    }

    private Process start(Tools tools, long max, int keep) throws IOException {
        var script = "LAUNCHERS=x SOCKET=/none PANE=%1 PID="
                + pid + " FILE=" + ShellQuote.word(log().toString()) + " MAX=" + max
                + " KEEP=" + keep + " NOTE=" + ShellQuote.word("started it's %d $x") + "\nPERL="
                + ShellQuote.word(Resource.text(OutputCapture.class, "capture.pl")) + "\n"
                + Resource.text(OutputCapture.class, "capture.sh");
        var bin = folder.resolve("bin");
        if (!Files.exists(bin)) {
            fakeTmux("""
                    echo "$@" >> '%1$s/told'
                    case "$*" in *display-message*) cat '%1$s/answer' ;; esac
                    """.formatted(folder));
        }
        var builder = new ProcessBuilder("sh", "-c", script)
                .redirectError(Redirect.DISCARD)
                .redirectOutput(Redirect.DISCARD);
        if (tools == Tools.POSIX) {
            builder.environment().put("PATH", PosixPath.in(bin));
        } else {
            builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
            assumeTrue(Files.exists(Path.of("/usr/bin/perl")), "there is no perl on this machine");
        }
        var capture = builder.start();
        started.add(capture);
        return capture;
    }

    private void capture(Tools tools, long max, int keep, byte[]... pieces) throws Exception {
        var capture = start(tools, max, keep);
        for (byte[] piece : pieces) {
            write(capture, piece);
        }
        end(capture);
    }

    private static void write(Process capture, byte[] piece) throws IOException {
        OutputStream input = capture.getOutputStream();
        input.write(piece);
        input.flush();
    }

    private static void end(Process capture) throws Exception {
        capture.getOutputStream().close();
        assertThat(capture.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private List<Path> logs() throws IOException {
        var logs = new ArrayList<Path>();
        for (int i = 0; Files.exists(numbered(i)); i++) {
            logs.add(0, numbered(i));
        }
        return logs;
    }

    private Path numbered(int number) {
        return number == 0 ? log() : log().resolveSibling("p.log." + number);
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Return what all logs hold, without what the capture has added. */
    private String output() throws IOException {
        return logs().stream()
                .map(CaptureTests::text)
                .collect(Collectors.joining())
                .replaceAll("(?m)^" + STAMP + "# .*\n", "")
                .replaceAll("(?m)^" + STAMP + " ", "");
    }

    private void assertLogsTellWhereTheyBegin() throws IOException {
        long bytes = 0;
        long line = 1;
        for (Path log : logs()) {
            var text = text(log);
            Matcher first =
                    Pattern.compile("^\\S+# log from byte (\\d+) line (\\d+)\n").matcher(text);
            assertThat(first.find()).as(log.toString()).isTrue();
            assertThat(List.of(first.group(1), first.group(2)))
                    .as(log.toString())
                    .containsExactly(Long.toString(bytes), Long.toString(line));
            bytes += text.length();
            line += text.chars().filter(c -> c == '\n').count() - (text.endsWith("# log goes on\n") ? 2 : 1);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
