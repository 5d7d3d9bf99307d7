/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.concert.launcher.api.ShellQuote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and folders may have any name, and where nothing can be written, what runs is seen and steered all the same. */
class PlacesIT extends WithLab {

    /** What a shell, tmux, strftime, printf, YAML, a regular expression or a URL would take for more than a character. */
    private static final String ODD = "it's \"a\" $HOME `id` #{pane_id} #S %H%20 \\n ü 日本;&*?+[x] =";

    private static final String TWO_LINES = "two\nlines";

    @ParameterizedTest
    @ValueSource(strings = {ODD, TWO_LINES, "-c", "~"})
    void launcherFileMayHaveAnyNameInAFolderOfAnyName(String name) throws Exception {
        Path folder = Files.createDirectory(lab.folder().resolve(name));
        Files.writeString(folder.resolve(name + ".yaml"), "context: {session: lab}\np: {cmd: pwd; sleep 100000}\n");

        var ran = in(folder, "run", "-c", "./" + name + ".yaml", "p");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(lab.awaitOutput("p", folder + "\n"))
                .as("it starts beside its launcher file")
                .isEqualTo(folder + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {ODD, TWO_LINES})
    void homeMayHaveAnyName(String name) throws Exception {
        Path home = Files.createDirectory(lab.folder().resolve(name));
        lab.environment().put("HOME", home.toString());
        lab.launcherFile(
                "p: {cmd: pwd; echo \"$HOME\"; sleep 100000, cwd: '~', ready_check: test \"$PWD\" = \"$HOME\"}\n");

        var ran = lab.launcher("run", "p");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        Lab.await("its output is captured", () -> watched("p").contains(home + "\n" + home + "\n"));
        assertThat(home.resolve(".local/state/concert-launcher/lab/p.log")).isRegularFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {ODD, TWO_LINES})
    void stateFolderMayHaveAnyName(String name) throws Exception {
        Path state = lab.folder().resolve(name);
        lab.environment().put("XDG_STATE_HOME", state.toString());
        lab.launcherFile("p: {cmd: seq 1 20000; sleep 100000, log_max_size: 50kB}\n");

        lab.launcher("run", "p");
        Lab.await("all is captured", () -> watched("p").contains("\n20000\n"));

        assertThat(state.resolve("concert-launcher/lab/p.log.1")).isRegularFile();
        assertThat(lab.launcher("status").stdout()).contains("READY").doesNotContain("not captured");
        assertThat(lab.home().resolve(".local")).doesNotExist();
    }

    @Test
    void stateFolderThatIsNotAbsoluteIsIgnored() throws Exception {
        lab.environment().put("XDG_STATE_HOME", "state");
        lab.launcherFile("p: {cmd: echo captured; sleep 100000}\n");

        lab.launcher("run", "p");

        assertThat(lab.awaitOutput("p", "captured\n")).isEqualTo("captured\n");
    }

    @Test
    void folderOfTmuxSocketsMayHaveAnyName() throws Exception {
        lab.environment()
                .put(
                        "TMUX_TMPDIR",
                        Files.createDirectory(lab.folder().resolve(ODD)).toString());
        lab.launcherFile("p: {cmd: echo captured; sleep 100000}\n");

        var ran = lab.launcher("run", "p");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(lab.awaitOutput("p", "captured\n")).isEqualTo("captured\n");
        assertThat(lab.launcher("mon").exitCode()).isZero();
        assertThat(lab.launcher("kill", "p").exitCode()).isZero();
        assertThat(lab.programs("sleep 100000")).isEmpty();
        assertThat(Files.readString(lab.log("p"))).endsWith("# ended by SIGINT\n");
    }

    @Test
    void tmuxSocketMayHaveAnyName() throws Exception {
        Path socket = lab.folder().resolve(ODD);
        lab.file("launcher.yaml", """
                context: {session: lab, tmux_socket: "%s"}
                p: {cmd: echo captured; sleep 100000}
                """.formatted(yaml(socket.toString())));

        var ran = lab.launcher("run", "p");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(lab.awaitOutput("p", "captured\n")).isEqualTo("captured\n");
        assertThat(lab.launcher("kill", "p").exitCode()).isZero();
        assertThat(Files.readString(lab.log("p"))).endsWith("# ended by SIGINT\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {ODD, " blank ", "-P"})
    void processMayStartInAFolderOfAnyName(String name) throws Exception {
        Path folder = Files.createDirectory(lab.folder().resolve(name));
        for (String cwd : new String[] {folder.toString(), name}) {
            String template = cwd.replace("{", "{{").replace("}", "}}");
            lab.launcherFile(
                    "p: {persistent: false, cmd: echo \"$PWD\" > seen, cwd: \"%s\"}\n".formatted(yaml(template)));

            var ran = lab.launcher("run", "p");

            assertThat(ran.exitCode()).as(cwd + ": " + ran.stderr()).isZero();
            assertThat(folder.resolve("seen")).hasContent(folder + "\n");
            Files.delete(folder.resolve("seen"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ODD, TWO_LINES, "missing"})
    void folderForTemporaryFilesMayHaveAnyNameOrBeMissing(String name) throws Exception {
        Path temporary = lab.folder().resolve(name);
        if (!name.equals("missing")) {
            Files.createDirectory(temporary);
        }
        lab.environment().put("TMPDIR", temporary.toString());
        lab.launcherFile("p: {cmd: echo \"$TMPDIR\"; sleep 100000, ready_check: cat <<< x}\n");

        var ran = lab.launcher("run", "p");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        Lab.await("its output is captured", () -> watched("p").contains(temporary + "\n"));
        assertThat(lab.launcher("kill", "p").exitCode()).isZero();
    }

    @Test
    void processStartsAndIsSteeredThoughHomeIsReadOnly() throws Exception {
        lab.launcherFile("p: {cmd: echo lost; sleep 100000}\n");
        Mount.readOnly(lab, lab.home());
        var ran = lab.launcher("run", "p");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        Lab.await("the lack of a log is told", () -> json().contains("output is not captured: cannot write"));
        assertThat(json()).contains("\"READY\"", "Read-only file system");
        assertThat(lab.launcher("restart", "p").exitCode()).isZero();
        assertThat(lab.launcher("kill", "p").exitCode()).isZero();
        assertThat(json()).contains("\"STOPPED\"");
        assertThat(lab.programs("sleep 100000")).isEmpty();
    }

    @Test
    void whatRunsIsUnharmedWhenHomeTurnsReadOnly() throws Exception {
        lab.launcherFile("""
                before: {cmd: "read x < $LAB/go; echo after the turn; exec -a before sleep 100000"}
                after: {cmd: sleep 200000}
                """);
        lab.run("mkfifo", "go");
        lab.launcher("run", "before");
        Mount.readOnly(lab, lab.home());
        lab.run("sh", "-c", "echo > go");
        Lab.await("it goes on", () -> !lab.programs("before 100000").isEmpty());

        var ran = lab.launcher("run", "before", "after");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(ran.stdout()).contains("before ran already");
        assertThat(lab.programs("before 100000")).hasSize(1);
        assertThat(lab.launcher("status").stdout().lines().filter(row -> row.contains("READY")))
                .hasSize(2);
        assertThat(lab.launcher("kill", "--all").exitCode()).isZero();
    }

    @Test
    void processRunsOnInAFullHomeAndItsLogGoesOnWhenThereIsRoom() throws Exception {
        lab.launcherFile("""
                p:
                  cmd: read x < $LAB/go; seq 1 20000; echo while full; read x < $LAB/go; echo there is room; sleep 100000
                """);
        lab.run("mkfifo", "go");
        Mount.ofOneMegabyte(lab, lab.home());
        lab.launcher("run", "p");
        Mount.fill(lab, lab.home().resolve("ballast"));
        lab.run("sh", "-c", "echo > go");
        Lab.await("the lack of room is told", () -> json().contains("No space left on device"));
        assertThat(json()).contains("\"READY\"");

        Files.delete(lab.home().resolve("ballast"));
        lab.run("sh", "-c", "echo > go");

        Lab.await("the log goes on", () -> watched("p").contains("there is room\n"));
        // What the capture had not come to when there was room again is there, too.
        String all = shown("watch", "p", "-n", "+1", "--no-follow");
        long there = all.lines().filter(line -> line.matches("\\d+|while full")).count();
        long missing = Pattern.compile("# (\\d+) lines are missing here: No space left on device\\n")
                .matcher(all)
                .results()
                .mapToLong(note -> Long.parseLong(note.group(1)))
                .sum();
        assertThat(missing).isPositive();
        // A line of which a part could be written counts as missing, too.
        assertThat(there + missing).isBetween(20_001L, 20_002L);
        assertThat(json()).contains("\"READY\"").doesNotContain("not captured");
    }

    @Test
    void startInAFullHomeIsAStart() throws Exception {
        lab.launcherFile("p: {cmd: sleep 100000}\nq: {cmd: sleep 200000, depends: [p]}\n");
        Mount.ofOneMegabyte(lab, lab.home());
        Mount.fill(lab, lab.home().resolve("ballast"));

        var ran = lab.launcher("run", "q");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(lab.launcher("kill", "p").exitCode()).isZero();
        assertThat(lab.programs("sleep")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "status", "kill", "restart"})
    void folderOfTmuxSocketsThatCannotBeWrittenIsToldInALine(String command) throws Exception {
        Path sockets = Files.createDirectory(lab.folder().resolve("ro"));
        lab.environment().put("TMUX_TMPDIR", sockets.toString());
        lab.launcherFile("p: {cmd: sleep 100000}\n");
        Mount.readOnly(lab, sockets);
        var ran = lab.launcher(command, "p");

        assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isEqualTo(3);
        assertThat(ran.stderr().strip().lines()).as(ran.stderr()).hasSize(1);
        assertThat(ran.stderr()).contains("Read-only file system", sockets.toString());
    }

    @Test
    void whatRunsIsSeenAndSteeredThoughTheFolderOfTmuxSocketsTurnsReadOnly() throws Exception {
        lab.launcherFile("p: {cmd: sleep 100000}\nq: {cmd: sleep 200000}\n");
        lab.launcher("run", "p");
        Mount.readOnly(lab, lab.folder().resolve("t"));
        assertThat(lab.launcher("status", "p").stdout()).contains("READY");
        assertThat(lab.launcher("run", "q").exitCode()).isZero();
        assertThat(lab.launcher("kill", "--all").exitCode()).isZero();
        assertThat(lab.programs("sleep")).isEmpty();
    }

    @Test
    void startScriptNeitherNeedsNorMissesAHomeThatCanBeWritten() throws Exception {
        Distribution distribution = Distribution.unpack(lab);
        lab.environment().keySet().removeAll(Set.of("CONCERT_LAUNCHER_ARCHIVE", "CONCERT_LAUNCHER_JAVA_OPTS"));
        lab.launcherFile("p: {cmd: sleep 100000}\n");
        Mount.readOnly(lab, lab.home());
        var ran = lab.end(lab.start(distribution.command("run", "p")));

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(ran.stderr().lines())
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("Cannot write to the audit log", "audit.log: Read-only file system;");
    }

    @Test
    void serveNeedsNoHomeThatCanBeWritten() throws Exception {
        Distribution distribution = Distribution.unpack(lab);
        lab.launcherFile("p: {cmd: sleep 100000}\n");
        Mount.readOnly(lab, lab.home());
        ServingLauncher serve = ServingLauncher.start(lab, distribution, 0);
        serve.get("/jolokia/exec/org.concert.launcher:type=Process,session=lab,name=p/start()");
        serve.awaitState("p", "READY");
        serve.get("/jolokia/exec/org.concert.launcher:type=Process,session=lab,name=p/stop()");
        serve.awaitState("p", "STOPPED");
        serve.process().destroy();

        assertThat(lab.end(serve.process()).stderr()).doesNotContain("Exception", "ERROR");
    }

    @Test
    void distributionInAFolderThatJavaCannotUseSaysSo() throws Exception {
        Path colon = Files.createDirectory(lab.folder().resolve("10:30"));
        Path home = Files.move(Distribution.unpack(lab).home(), colon.resolve("launcher"));

        var version = lab.end(lab.start(new Distribution(home).command("--version")));

        assertThat(version.exitCode()).isEqualTo(1);
        assertThat(version.stderr())
                .isEqualTo("concert_launcher: Cannot run from " + home
                        + ": Java takes no colon in a path; move it to another folder\n");
    }

    private Lab.Ended in(Path folder, String... arguments) throws IOException, InterruptedException {
        return lab.run(
                "sh",
                "-c",
                "cd ./\"$1\" && " + lab.launcherWords() + " "
                        + ShellQuote.words(Stream.of(arguments).toList()),
                "sh",
                folder.getFileName().toString());
    }

    private static String yaml(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private String watched(String process) throws InterruptedException {
        return shown("watch", process, "--no-follow");
    }

    private String json() throws InterruptedException {
        return shown("status", "--json");
    }

    private String shown(String... arguments) throws InterruptedException {
        return lab.launcher(arguments).stdout();
    }
}
