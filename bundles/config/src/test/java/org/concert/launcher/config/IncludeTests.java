/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code context.include} makes of several files. */
class IncludeTests {

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private List<String> mistakes(Path file) {
        return catchThrowableOfType(ConfigException.class, () -> LauncherConfigReader.read(file)).problems().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }

    @Test
    void theFileWinsKeyByKeyOfAProcessOfTheContextAndOfItsParamsAndTargets() throws Exception {
        file("base/base.yaml", """
                context:
                  session: base
                  params: {rate: "10", mode: slow}
                  targets: {comms: [link], all: [link, arm]}
                link: {cmd: link, machine: router}
                arm: {cmd: "arm {rate} {mode}", machine: far, depends: [link], env: {A: "1"}}
                """);
        Path robot = file("robot.yaml", """
                context:
                  include: [base/base.yaml]
                  params: {rate: "50"}
                  targets: {comms: [link, camera]}
                arm: {machine: local, env: {B: "2"}}
                camera: {cmd: camera}
                """);

        var config = LauncherConfigReader.read(robot);

        assertThat(config.session()).isEqualTo("base");
        assertThat(config.params()).containsEntry("rate", "50").containsEntry("mode", "slow");
        assertThat(config.processes().keySet()).containsExactly("link", "arm", "camera");
        var arm = config.processes().get("arm");
        assertThat(arm.placement().machine()).isEqualTo("local");
        assertThat(arm.depends()).containsExactly("link");
        assertThat(arm.env()).containsOnlyKeys("B");
        assertThat(config.targets().keySet()).containsExactly("comms", "all");
        assertThat(config.targets().get("comms").run()).containsExactly("link", "camera");
        assertThat(config.included()).containsExactly(folder.resolve("base/base.yaml"));
        assertThat(config.file()).isEqualTo(robot);
    }

    @Test
    void ofSeveralTheLaterWinsAndPathsAreThoseOfTheFileThatNamesThem() throws Exception {
        file("parts/common.yaml", "a: {cmd: common, ready_delay: 1s}\n");
        file("parts/one.yaml", "context: {include: [common.yaml]}\na: {cmd: one}\n");
        file("parts/two.yaml", "a: {machine: far}\nb: {cmd: two}\n");

        var config = LauncherConfigReader.read(file(
                "robot.yaml", "context: {session: s, include: [parts/one.yaml, parts/two.yaml]}\nc: {cmd: own}\n"));

        var a = config.processes().get("a");
        assertThat(a.cmd()).hasToString("one");
        assertThat(a.placement().machine()).isEqualTo("far");
        assertThat(a.readyDelay()).hasSeconds(1);
        assertThat(config.processes().keySet()).containsExactly("a", "b", "c");
        assertThat(config.included())
                .containsExactly(
                        folder.resolve("parts/one.yaml"),
                        folder.resolve("parts/common.yaml"),
                        folder.resolve("parts/two.yaml"));
    }

    @Test
    void lastOfSeveralGivenFilesIsTheLauncherFileAndWinsAsIfItIncludedTheOthers() throws Exception {
        Path base = file(
                "parts/base.yaml",
                "context: {include: [more.yaml], params: {rate: 1}}\na: {cmd: base, machine: far}\n");
        file("parts/more.yaml", "b: {cmd: more}\n");
        Path robot = file("robot.yaml", "context: {session: s, include: [own.yaml]}\na: {cmd: robot}\n");
        file("own.yaml", "a: {cwd: /srv}\nb: {cmd: own}\n");

        var config = LauncherConfigReader.read(List.of(base, robot));

        assertThat(config.file()).isEqualTo(robot);
        assertThat(config.files()).containsExactly(base, robot);
        assertThat(config.included())
                .containsExactlyInAnyOrder(folder.resolve("own.yaml"), base, folder.resolve("parts/more.yaml"));
        assertThat(config.params()).containsEntry("rate", "1");
        var a = config.processes().get("a");
        assertThat(a.cmd()).hasToString("robot");
        assertThat(a.cwd()).hasToString("/srv");
        assertThat(a.placement().machine()).isEqualTo("far");
        assertThat(config.processes().get("b").cmd()).hasToString("own");
    }

    @Test
    void mistakesOfAllGivenFilesAreToldEachWithItsFile() throws Exception {
        Path base = file("base.yaml", "a: {cdm: x, cmd: x}\n");
        Path robot = file("robot.yaml", "context: {session: s}\nb: {cmd: x, ready_delay: soon}\n");
        Path gone = folder.resolve("gone.yaml");

        var mistakes =
                catchThrowableOfType(ConfigException.class, () -> LauncherConfigReader.read(List.of(base, gone, robot)))
                        .problems()
                        .stream()
                        .map(problem -> problem.toString().replace(folder + "/", ""))
                        .toList();

        assertThat(mistakes)
                .anyMatch(line -> line.startsWith("base.yaml:1:5: a: unknown key 'cdm'"))
                .anyMatch(line -> line.startsWith("robot.yaml:2:26: b.ready_delay: "))
                .contains("gone.yaml: does not exist");
    }

    @Test
    void mergeKeysHoldWithinTheirFile() throws Exception {
        file("base.yaml", "context: {.far: &far {machine: far, cwd: /srv}}\na: {<<: *far, cmd: a}\n");

        var config = LauncherConfigReader.read(
                file("robot.yaml", "context: {session: s, include: [base.yaml]}\na: {cwd: /home}\n"));

        assertThat(config.processes().get("a").placement().machine()).isEqualTo("far");
        assertThat(config.processes().get("a").cwd()).hasToString("/home");
    }

    @Test
    void mistakesOfAllFilesAreToldAtOnceEachWithItsFileAndLine() throws Exception {
        file("base.yaml", "a: {cmd: a, depends: [b]}\nb:\n  cdm: b\n");
        Path robot =
                file("robot.yaml", "context: {session: s, include: [base.yaml]}\nc: {cmd: c, ready_delay: soon}\n");

        assertThat(mistakes(robot))
                .anyMatch(line -> line.startsWith("base.yaml:3:3: b: unknown key 'cdm'"))
                .anyMatch(line -> line.startsWith("robot.yaml:2:26: c.ready_delay: "));
    }

    @Test
    void whatCannotBeReadIsToldWhereItIsNamed() throws Exception {
        file("broken.yaml", "a: [\n");
        file("self.yaml", "context: {include: [self.yaml]}\na: {cmd: a}\n");
        Path robot = file(
                "robot.yaml", "context:\n  session: s\n  include: [none.yaml, broken.yaml, self.yaml]\na: {cmd: a}\n");

        assertThat(mistakes(robot))
                .anyMatch(line -> line.startsWith("robot.yaml:3:13: context.include: none.yaml does not exist"))
                .anyMatch(line -> line.startsWith("broken.yaml:2:"))
                .anyMatch(line -> line.startsWith(
                        "self.yaml:1:21: context.include: includes itself: robot.yaml -> self.yaml -> self.yaml"));
    }
}
