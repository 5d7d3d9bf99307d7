/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherConfigReaderTests {

    @Test
    void textStaysAsItIsWritten() throws Exception {
        var config = read("""
                context:
                  params: {a: 1.50, b: on, c: 0x10, d: ~, e: null, f: 2024-01-01, g: '', h: "x\\ty", i: 1_000, j: , k: 010}
                talker:
                  cmd: yes
                  env: {A: 1.0, B: off, C: , D: ~}
                """);

        assertThat(config.params())
                .containsExactly(
                        Map.entry("a", "1.50"),
                        Map.entry("b", "on"),
                        Map.entry("c", "0x10"),
                        Map.entry("d", "~"),
                        Map.entry("e", "null"),
                        Map.entry("f", "2024-01-01"),
                        Map.entry("g", ""),
                        Map.entry("h", "x\ty"),
                        Map.entry("i", "1_000"),
                        Map.entry("j", ""),
                        Map.entry("k", "010"));
        assertThat(talker(config).cmd()).hasToString("yes");
        assertThat(talker(config).env()).hasToString("{A=1.0, B=off, C=, D=~}");
    }

    @Test
    void everyKeyReachesItsPlace() throws Exception {
        var config = read("""
                context: {session: robot, tmux_socket: /run/robot/tmux}
                talker:
                  cmd: ./talker {x}
                  machine: me@robot:2222
                  docker: ros_1.box
                  ready_check: ./ask {x}
                  ready_port: "127.0.0.1:{port}"
                  ready_http: http://localhost:8080/up
                  ready_log: ready (in [0-9]{1,3} ms)?$
                  ready_delay: 1.5
                  ready_period: 250ms
                  ready_timeout: 2m
                  alive_check: ./live {x}
                  alive_port: 8080
                  alive_period: 2.5
                  alive_failures: 1
                  on_unhealthy: nothing
                  persistent: No
                  depends: [listener]
                  session: other
                  force_sigquit: ON
                  stop_signal: TERM
                  stop_timeout: 0
                  restart: on-failure
                  restart_limit: 0
                  with_dependency: restart
                  env: {A: b}
                  cwd: ~/work space
                  log_max_size: 512KiB
                  log_keep: 0
                  show_ui: False
                  category: Base Only
                listener: {cmd: ./listener, machine: localhost, restart: always, restart_limit: unlimited, alive_check: ask}
                """);

        assertThat(config.tmuxSocket()).isEqualTo("/run/robot/tmux");
        var talker = talker(config);
        assertThat(talker.place()).hasToString("robot/launcher.yaml:2:1");
        assertThat(talker.placement().machine()).isEqualTo("me@robot:2222");
        assertThat(talker.placement().container()).isEqualTo("ros_1.box");
        assertThat(talker.checks().entrySet())
                .map(Object::toString)
                .containsExactly(
                        "ready_port=127.0.0.1:{port}",
                        "alive_port=8080",
                        "ready_log=ready (in [0-9]{1,3} ms)?$",
                        "ready_http=http://localhost:8080/up",
                        "ready_check=./ask {x}",
                        "alive_check=./live {x}");
        assertThat(talker.readyDelay()).isEqualTo(Duration.ofMillis(1500));
        assertThat(talker.readyPeriod()).isEqualTo(Duration.ofMillis(250));
        assertThat(talker.readyTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(talker.liveness().period()).isEqualTo(Duration.ofMillis(2500));
        assertThat(talker.liveness().failures()).isEqualTo(1);
        assertThat(talker.liveness().restarts()).isFalse();
        assertThat(talker.persistent()).isFalse();
        assertThat(talker.depends()).containsExactly("listener");
        assertThat(talker.placement().session()).isEqualTo("other");
        assertThat(talker.forceSigquit()).isTrue();
        assertThat(talker.stopSignal()).isEqualTo("SIGTERM");
        assertThat(talker.stopTimeout()).isZero();
        assertThat(talker.restart()).isEqualTo(RestartMode.ON_FAILURE);
        assertThat(talker.restartLimit()).isZero();
        assertThat(talker.withDependency()).isEqualTo(WithDependency.RESTART);
        assertThat(talker.env()).containsExactly(Map.entry("A", Template.parse("b")));
        assertThat(talker.cwd()).hasToString("~/work space");
        assertThat(talker.logMaxBytes()).isEqualTo(512 * 1024);
        assertThat(talker.logKeep()).isZero();
        assertThat(talker.showUi()).isFalse();
        assertThat(talker.category()).isEqualTo("Base Only");
        var listener = config.processes().get("listener");
        assertThat(listener.placement().machine()).isEqualTo("local");
        assertThat(listener.placement().session()).isEqualTo("robot");
        assertThat(listener.restart()).isEqualTo(RestartMode.ALWAYS);
        assertThat(listener.restartLimit()).isEqualTo(ProcessConfig.UNLIMITED);
        assertThat(listener.liveness()).isEqualTo(new Liveness(Duration.ofSeconds(5), 3, true));
    }

    @Test
    void processWithoutACommandThatNamesOthersIsAGroup() throws Exception {
        var talker = talker(read("talker: {depends: [listener]}\nlistener: {cmd: ./listener}"));

        assertThat(talker.persistent()).isFalse();
        assertThat(talker.cmd()).hasToString(":");
        assertThat(talker.depends()).containsExactly("listener");
    }

    @Test
    void wordNoIsARestartModeAndNotATruth() throws Exception {
        assertThat(talker(read("talker: {cmd: ls, restart: no}")).restart()).isEqualTo(RestartMode.NO);
    }

    @Test
    void keyWithNothingAfterItHasItsDefault() throws Exception {
        var config = read("""
                context:
                talker:
                  cmd: ./talker
                  docker: ~
                  machine: null
                  ready_check:
                  depends:
                  variants:
                    verbose:
                    ctrl:
                      - plain:
                      - loud: {cmd: , params: }
                  env:
                  cwd:
                  ready_timeout: NULL
                """);

        var talker = talker(config);
        assertThat(talker.placement().container()).isNull();
        assertThat(talker.placement().machine()).isEqualTo("local");
        assertThat(talker.checks()).isEmpty();
        assertThat(talker.depends()).isEmpty();
        assertThat(talker.env()).isEmpty();
        assertThat(talker.cwd()).isNull();
        assertThat(talker.readyTimeout()).isNull();
        var nothing = new VariantEffect(null, Map.of(), Map.of(), null, Whereabouts.NONE, Map.of());
        assertThat(talker.variants())
                .containsExactly(
                        Map.entry("verbose", new Variant.Flag("verbose", nothing)),
                        Map.entry("ctrl", new Variant.Group("ctrl", Map.of("plain", nothing, "loud", nothing), null)));
    }

    @Test
    void tildeAloneIsADirectory() throws Exception {
        assertThat(talker(read("talker: {cmd: ls, cwd: ~}")).cwd()).hasToString("~");
    }

    @Test
    void anchorsAndMergesWorkEverywhere() throws Exception {
        var config = read("""
                context:
                  .any:
                    - &box docker_box
                    - {nested: [anything, {at: all}]}
                  .base: &base {machine: me@robot, docker: *box, depends: [imu], cmd: ./base}
                  .loud: &loud {ready_delay: 1s, machine: me@other}
                  params: &params {hw: dummy}
                imu: {cmd: ./imu}
                talker: &talker
                  <<: [*loud, *base]
                  cmd: ./talker
                  variants: &variants
                    ctrl:
                      - idle: {params: *params}
                listener:
                  <<: *talker
                  docker: other_box
                copy: *talker
                """);

        var talker = talker(config);
        assertThat(talker.cmd()).hasToString("./talker");
        assertThat(talker.placement().machine())
                .as("the first of several merged mappings wins")
                .isEqualTo("me@other");
        assertThat(talker.placement().container()).isEqualTo("docker_box");
        assertThat(talker.readyDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(talker.depends()).containsExactly("imu");
        var listener = config.processes().get("listener");
        assertThat(listener.placement().container()).isEqualTo("other_box");
        assertThat(listener.variants()).isEqualTo(talker.variants());
        assertThat(config.processes().get("copy").cmd()).isEqualTo(talker.cmd());
        assertThat(config.processes()).containsOnlyKeys("imu", "talker", "listener", "copy");
    }

    @Test
    void mergedVariantsComeBeforeOwnOnes() throws Exception {
        var config = read("""
                context: {.v: &v {a: {}, b: {}}}
                talker: {cmd: ls, variants: {c: {}, <<: *v, a: {cmd: x}}}
                """);

        assertThat(talker(config).variants().keySet()).containsExactly("a", "b", "c");
    }

    @Test
    void quotedMergeSignIsAKeyLikeOthers() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read("talker: {cmd: ls, '<<': {}}"))
                .withMessageStartingWith("robot/launcher.yaml:1:19: talker: unknown key '<<'");
    }

    @Test
    void undefinedDependencyIsAWarning() throws Exception {
        var config = read("""
                imu: {cmd: ./imu}
                talker:
                  cmd: ./talker
                  depends: [imu2, lidar, imu]
                """);

        assertThat(config.warnings())
                .extracting(Problem::toString)
                .containsExactly(
                        "robot/launcher.yaml:4:13: talker.depends: no process 'imu2' (did you mean 'imu'?)",
                        "robot/launcher.yaml:4:19: talker.depends: no process 'lidar'");
        assertThat(talker(config).depends()).containsExactly("imu2", "lidar", "imu");
        assertThat(config.dependencies().startOrder()).containsExactly("imu", "talker");
    }

    @Test
    void doubtfulBracesAreAWarning() throws Exception {
        var config = read("talker: {cmd: 'docker ps --format {{.Names}}'}");

        assertThat(config.warnings())
                .extracting(Problem::toString)
                .containsExactly("robot/launcher.yaml:1:15: talker.cmd: '{{' is a literal '{' here;"
                        + " a format such as '{{.Names}}' is written '{{{{.Names}}}}'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "'true'"})
    void everyWayOfSayingYesIsUnderstood(String yes) throws Exception {
        assertThat(talker(read("talker: {cmd: ls, force_sigquit: %s}".formatted(yes)))
                        .forceSigquit())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"})
    void everyWayOfSayingNoIsUnderstood(String no) throws Exception {
        assertThat(talker(read("talker: {cmd: ls, persistent: %s}".formatted(no)))
                        .persistent())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "3s, 3000", "2m, 120000", "0.5, 500", "7, 7000", "0, 0", "0.25s, 250", "1.5m, 90000"})
    void durationsAreUnderstood(String text, long millis) throws Exception {
        assertThat(talker(read("talker: {cmd: ls, ready_delay: %s}".formatted(text)))
                        .readyDelay())
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({
        "50MB, 50000000",
        "10kB, 10000",
        "10KB, 10000",
        "1GB, 1000000000",
        "512KiB, 524288",
        "1MiB, 1048576",
        "1.5 GiB, 1610612736",
        "4096, 4096",
        "1B, 1"
    })
    void sizesAreUnderstood(String text, long bytes) throws Exception {
        assertThat(talker(read("talker: {cmd: ls, log_max_size: %s}".formatted(text)))
                        .logMaxBytes())
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, local",
        "local, local",
        "me@localhost, me@localhost",
        "robot-1.local, robot-1.local",
        "10.24.12.100, 10.24.12.100",
        "me@10.24.12.100:22, me@10.24.12.100:22",
        "me@[fe80::1%eth0]:22, me@[fe80::1%eth0]:22",
        "me_too@robot, me_too@robot",
        "chroot:///srv/old+1/root, chroot:///srv/old+1/root"
    })
    void machinesAreUnderstood(String text, String machine) throws Exception {
        assertThat(talker(read("talker: {cmd: ls, machine: '%s'}".formatted(text)))
                        .placement()
                        .machine())
                .isEqualTo(machine);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "me@",
                "@robot",
                "me@-robot",
                "a@b@c",
                "robot;ls",
                "$(ls)",
                "-p22",
                "me@robot:",
                "a/b",
                "chroot://",
                "chroot://a;b",
                ""
            })
    void whatIsNoMachineIsRefused(String text) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read("talker: {cmd: ls, machine: '%s'}".formatted(text)))
                .withMessage(
                        "robot/launcher.yaml:1:28: talker.machine: '%s' is not a machine; use local, user@host,"
                                + " user@host:port or a Host of ~/.ssh/config",
                        text);
    }

    @Test
    void folderGivesTheSessionWhenTheFileDoesNot() throws Exception {
        assertThat(LauncherConfigReader.parse("a: {cmd: ls}", Path.of("/opt/kyon/launcher.yaml"))
                        .session())
                .isEqualTo("kyon");
        assertThat(LauncherConfigReader.parse("a: {cmd: ls}", Path.of("/opt/kyon/x/../launcher.yaml"))
                        .session())
                .isEqualTo("kyon");
    }

    @ParameterizedTest
    @CsvSource({"/my robot/launcher.yaml, my robot", "/launcher.yaml, /"})
    void folderThatCannotGiveTheSessionIsToldOf(String file, String name) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> LauncherConfigReader.parse("a: {cmd: ls}", Path.of(file)))
                .withMessage(
                        "%s: context.session: is missing, and the folder's name '%s' is not a session name;"
                                + " use letters, digits, _ and -",
                        file, name);
    }

    @Test
    void byteOrderMarkAndWindowsLineEndsDoNotMatter() throws Exception {
        var config = read("\uFEFFtalker:\r\n  cmd: |\r\n    a\r\n    b\r\n");

        assertThat(talker(config).cmd()).hasToString("a\nb\n");
        assertThat(talker(config).place()).hasToString("robot/launcher.yaml:1:1");
    }

    @Test
    void harmlessTagsAreTolerated() throws Exception {
        assertThat(talker(read("talker: !!map {cmd: !!str ls, log_keep: !!int '7', depends: !!seq []}"))
                        .logKeep())
                .isEqualTo(7);
    }

    @Test
    void cmdOutsideOfAVariantIsAnOrdinaryParameter() throws Exception {
        assertThat(talker(read("talker: {cmd: 'x {cmd}'}")).cmd().names()).containsExactly("cmd");
    }

    @Test
    void resultCannotBeChanged() throws Exception {
        var config = read("context: {params: {a: b}}\ntalker: {cmd: ls, variants: {g: [o: {}]}}");

        assertThatThrownBy(() -> config.processes().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> config.params().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> talker(config).variants().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> talker(config).env().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static ProcessConfig talker(LauncherConfig config) {
        return config.processes().get("talker");
    }

    private static LauncherConfig read(String yaml) throws ConfigException {
        return LauncherConfigReader.parse(yaml, Path.of("robot", "launcher.yaml"));
    }
}
