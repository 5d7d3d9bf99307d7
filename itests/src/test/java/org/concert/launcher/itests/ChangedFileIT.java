/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that come after the launcher file was changed, or use another file of the same session. */
class ChangedFileIT extends WithLab {

    private static final String HERE = "{cmd: sleep 100000}\n";
    private static final String BY_SSH = "{cmd: sleep 100000, machine: robot}\n";

    private void startAndRename(String process) throws Exception {
        if (process.contains("robot")) {
            RemoteMachine.start(lab, "robot");
        }
        lab.launcherFile("camera: " + process);
        var started = lab.launcher("run", "camera");
        assertThat(started.exitCode()).as(started.stderr()).isZero();
        lab.launcherFile("cam: " + process);
    }

    @ParameterizedTest
    @ValueSource(strings = {HERE, BY_SSH})
    void renamedProcessIsShownWarnedOfAndStoppedByName(String process) throws Exception {
        startAndRename(process);

        assertThat(lab.launcher("status").stdout())
                .containsPattern("camera +lab .*READY.* is not in the launcher file any more");
        assertThat(lab.launcher("status", "--json").stdout())
                .contains("\"camera\"", "is not in the launcher file any more");
        assertThat(lab.launcher("status", "camera").stdout()).contains("READY");
        var ran = lab.launcher("run", "cam");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.stderr())
                .hasLineCount(1)
                .contains("running, but not in the launcher file: camera", "kill camera");

        var killed = lab.launcher("kill", "camera");

        assertThat(killed.exitCode()).as(killed.stderr()).isZero();
        assertThat(killed.stdout()).contains("camera stopped");
        assertThat(lab.programs("sleep 100000")).as("cam runs on").isNotEmpty();
        assertThat(lab.launcher("status").stdout()).doesNotContain("camera");
        var again = lab.launcher("kill", "camera");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.stderr()).contains("no process 'camera'");
    }

    @ParameterizedTest
    @ValueSource(strings = {HERE, BY_SSH})
    void renamedProcessIsStoppedWithAll(String process) throws Exception {
        startAndRename(process);

        var killed = lab.launcher("kill", "--all");

        assertThat(killed.exitCode()).as(killed.stderr()).isZero();
        assertThat(killed.stdout()).contains("camera stopped");
        assertThat(lab.programs("sleep 100000")).isEmpty();
    }

    @Test
    void editedCommandOfWhatRunsIsTold() throws Exception {
        lab.launcherFile("camera: {cmd: sleep 100000}\n");
        lab.launcher("run", "camera");
        lab.launcherFile("camera: {cmd: sleep 200000}\n");

        assertThat(lab.launcher("status").stdout()).contains("was started with an older definition");
        var ran = lab.launcher("run", "camera");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.stderr()).contains("camera was started with an older definition");
    }

    @Test
    void whatANewerLauncherHasStartedIsToldAndNotGuessedAbout() throws Exception {
        lab.launcherFile("camera: {cmd: sleep 100000}\n");
        lab.launcher("run", "camera");
        String pane = lab.tmux("list-panes", "-a", "-f", "#{==:#{@concert_process},lab/camera}", "-F", "#{pane_id}")
                .strip();
        String marks =
                lab.tmux("show-options", "-pv", "-t", pane, "@concert_start").strip();
        assertThat(marks).contains("&marks=1&");
        lab.tmux("set-option", "-p", "-t", pane, "@concert_start", marks.replace("&marks=1&", "&marks=2&wheels=4&"));
        lab.launcherFile("camera: {cmd: sleep 200000}\n");

        assertThat(lab.launcher("status").stdout())
                .containsPattern("camera .*READY.* was started by a newer launcher, whose marks \\(version 2\\)")
                .doesNotContain("older definition");
        assertThat(lab.launcher("kill", "camera").exitCode()).isZero();
        assertThat(lab.programs("sleep 100000")).isEmpty();
    }

    @Test
    void filesInFoldersOfOneNameAreToldApart() throws Exception {
        Path first = robot("a", "sleep 100000");
        Path second = robot("b", "sleep 200000");
        lab.launcher("run", "-c", first.toString(), "camera");

        var ran = lab.launcher("run", "-c", second.toString(), "camera");
        var all = lab.launcher("kill", "-c", second.toString(), "--all");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.stderr()).contains("was started from ", ":" + first, "sleep 100000");
        assertThat(all.exitCode()).isZero();
        assertThat(all.stderr())
                .hasLineCount(1)
                .contains("camera was not stopped: was started from ", ":" + first, "kill camera");
        assertThat(lab.programs("sleep 100000")).isNotEmpty();
        var byName = lab.launcher("kill", "-c", second.toString(), "camera");
        assertThat(byName.exitCode()).as(byName.stderr()).isZero();
        assertThat(lab.programs("sleep 100000")).isEmpty();
    }

    private Path robot(String above, String command) throws Exception {
        Path folder = Files.createDirectories(lab.folder().resolve(above).resolve("robot"));
        return Files.writeString(folder.resolve("launcher.yaml"), "camera: {cmd: " + command + "}\n");
    }
}
