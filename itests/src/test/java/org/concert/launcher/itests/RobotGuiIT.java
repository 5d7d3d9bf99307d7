/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The GUIs of robot_monitoring, of 2024 and newer, before the distribution's {@code serve}. */
class RobotGuiIT {

    private static final int PROCESSES = 20;

    private static Lab lab;
    private static Distribution distribution;
    private static RemoteMachine robot;
    private static ServingLauncher serve;

    @BeforeAll
    static void serve() throws Exception {
        lab = new Lab();
        distribution = Distribution.unpack(lab);
        robot = RemoteMachine.start(lab, "robot");
        lab.file(
                "launcher.yaml",
                "context: {session: lab, params: {mode: idle}}\n"
                        + Stream.of("p", "q")
                                .flatMap(kind -> IntStream.range(0, PROCESSES).mapToObj(i -> kind + i))
                                .map("""
                                %s:
                                  cmd: "echo as {mode}; exec sleep 100000"
                                  variants:
                                    verbose: {cmd: "echo loud; {cmd}"}
                                    ctrl: [{pos: {params: {mode: pos}}}, {imp: {params: {mode: imp}}}]
                                    rig: [{real: {cmd: "echo real; {cmd}"}}]
                                """::formatted)
                                .collect(Collectors.joining())
                        + """
                far: {machine: robot, category: remote, cmd: "while :; do echo tick; sleep 0.2; done"}
                broken: {cmd: "echo no device; exit 3", show_ui: false}
                late: {cmd: "exec sleep 100000", ready_check: "test -e %s", ready_period: 100ms}
                mute: {cmd: "exec sleep 100000", ready_check: "false", ready_timeout: 1s, ready_period: 100ms}
                markup: {cmd: "echo 'a <b> & c'; exec sleep 100000"}
                """.formatted(lab.folder().resolve("there")));
        serve = ServingLauncher.start(lab, distribution, ListeningSockets.freePort());
    }

    @AfterAll
    static void close() throws Exception {
        lab.close();
    }

    @AfterEach
    void stopAll() throws Exception {
        serve.stopAll();
    }

    private RobotGui gui(boolean newer) throws Exception {
        return newer ? RobotGui.newer(serve.address()) : RobotGui.of2024(serve.address());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void guiOpensItsPageAndRunsTwentyProcessesWithVariants(boolean newer) throws Exception {
        try (RobotGui gui = gui(newer)) {
            Map<String, Map<String, Object>> answers = gui.openPageOfProcesses();
            Map<String, Map<String, Object>> cards = gui.list();

            assertThat(answers.get("/requested_pages")).containsEntry("requested_pages", List.of());
            assertThat(answers.get("/version"))
                    .containsEntry("success", true)
                    .hasEntrySatisfying(
                            "version", version -> assertThat(version).asString().startsWith("concert"));
            assertThat(answers.get("/udp")).containsEntry("success", true).containsEntry("port", 0);
            assertThat(answers.get("/plugin/get_list")).containsEntry("plugins", List.of());
            assertThat(answers.get("/dashboard/get_states")).isEmpty();
            assertThat(cards.keySet()).startsWith("p0", "p1").endsWith("mute", "markup");
            assertThat(cards.get("p3"))
                    .containsEntry("category", "none")
                    .containsEntry("docker", "")
                    .containsEntry("machine", "local")
                    .containsEntry("visible", true)
                    .containsEntry("status", "Stopped");
            assertThat(cards.get("far")).containsEntry("category", "remote").containsEntry("machine", "robot");
            assertThat(cards.get("broken")).containsEntry("visible", false);
            // The console of a GUI has what was printed before, too.
            String kind = newer ? "q" : "p";
            startAll(gui, kind, cards);
            stopAll(gui, kind);
        }
    }

    private void startAll(RobotGui gui, String kind, Map<String, Map<String, Object>> cards) throws Exception {
        for (int i = 0; i < PROCESSES; i++) {
            String name = kind + i;
            String chosen = i % 2 == 0 ? "pos" : "Default";
            String options = RobotGui.applied(
                    cards.get(name),
                    Map.of("ctrl", chosen, "verbose", Boolean.toString(i % 3 == 0), "rig", Boolean.toString(i == 5)));

            assertThat(gui.press(name, "start", options)).containsEntry("success", true);

            assertThat(serve.attribute(name, "State"))
                    .as("success is said when it is true")
                    .isEqualTo("\"READY\"");
            gui.awaitState(name, "Running");
            List<String> printed = new ArrayList<>();
            if (i == 5) {
                printed.add("real");
            }
            if (i % 3 == 0) {
                printed.add("loud");
            }
            printed.add("as " + (i % 2 == 0 ? "pos" : "idle"));
            Lab.await(
                    "the console shows what " + name + " prints",
                    () -> gui.outputOf(name).size() >= printed.size());
            assertThat(gui.outputOf(name)).containsExactlyElementsOf(printed);
        }
        assertThat(gui.outputOf("launcher")).anyMatch(line -> line.startsWith("[" + kind + "3] READY"));
    }

    private void stopAll(RobotGui gui, String kind) throws Exception {
        for (int i = 0; i < PROCESSES; i++) {
            String name = kind + i;

            assertThat(gui.press(name, i % 2 == 0 ? "stop" : "kill", "{}")).containsEntry("success", true);

            gui.awaitState(name, "Stopped");
        }
        assertThat(lab.programs("sleep 100000")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void statesComeAgainAndAgainAndAPingComesBack(boolean newer) throws Exception {
        try (RobotGui gui = gui(newer)) {
            Lab.await("the state of what nothing happens to has come three times", () -> gui.stateMessages("p0") >= 3);
            gui.ping("{\"type\":\"request_ws_udp_tunnel\"}");
            gui.ping("{\"type\":\"ping\",\"cli_time_ns\":9223372036854775807}");

            Lab.await(
                    "the ping is back as it was sent",
                    () -> gui.messages().contains(Map.of("type", "ping", "cli_time_ns", Long.MAX_VALUE)));
            Lab.await("there are heartbeats", () -> gui.heartbeats() > 1);
            assertThat(gui.state("p0")).isEqualTo("Stopped");
            assertThat(gui.messages())
                    .anyMatch(message -> message.get("type").equals("server_log")
                            && message.get("txt").toString().startsWith("new client connected"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reasonOfAFailureIsShown(boolean newer) throws Exception {
        try (RobotGui gui = gui(newer)) {
            Map<String, Object> failed = gui.press("broken", "start", "{}");

            assertThat(failed).containsEntry("success", false);
            assertThat(failed.get("message")).asString().contains("broken: ", "exit code 3", "no device");
            gui.awaitState("broken", "Killed");
            assertThat(gui.messages())
                    .anyMatch(message -> Integer.valueOf(2).equals(message.get("severity"))
                            && message.get("txt").toString().contains("broken FAILED"));
            assertThat(gui.press("p0", "start", "{\"ctrl\":\"nope\"}").get("message"))
                    .asString()
                    .contains("nope");
            assertThat(gui.press("nobody", "start", "{}").get("message"))
                    .asString()
                    .contains("nobody");
            assertThat(gui.press("mute", "start", "{}"))
                    .containsEntry("success", false)
                    .hasEntrySatisfying(
                            "message", why -> assertThat(why).asString().contains("not ready within 1 s"));
            gui.awaitState("mute", "Waiting");
            assertThat(gui.press("mute", "stop", "{}"))
                    .as("what lives can be stopped")
                    .containsEntry("success", true);
            assertThat(gui.send("POST", "/process/custom_command", "{\"machine\":\"local\",\"command\":\"id\"}")
                            .body())
                    .startsWith("{\"success\":false,\"message\":\"Cannot run a command");
        }
    }

    @Test
    void whatIsNotReadyYetIsWaitingAndNoSuccessIsSaid() throws Exception {
        try (RobotGui gui = gui(false)) {
            var answer = gui.pressLater("late");
            gui.awaitState("late", "Waiting");
            assertThat(answer.isDone()).isFalse();
            assertThat(gui.list().get("late")).containsEntry("status", "Waiting");

            lab.file("there", "");

            gui.awaitState("late", "Running");
            assertThat(answer.get(30, TimeUnit.SECONDS)).startsWith("{\"success\":true");
        }
    }

    @Test
    void machineThatIsLostAndComesBackIsSeenByBothKinds() throws Exception {
        try (RobotGui old = gui(false);
                RobotGui newer = gui(true)) {
            assertThat(old.press("far", "start", "{}")).containsEntry("success", true);
            Lab.await(
                    "both show output",
                    () -> old.outputOf("far").size() > 2
                            && newer.outputOf("far").size() > 2);

            robot.link().fallSilent();

            newer.awaitState("far", "unknown");
            old.awaitState("far", "Waiting");
            robot.link().speak();
            old.awaitState("far", "Running");
            newer.awaitState("far", "Running");
            int before = newer.outputOf("far").size();
            Lab.await("the output goes on", () -> newer.outputOf("far").size() > before + 2);
            assertThat(old.press("far", "stop", "{}")).containsEntry("success", true);
            newer.awaitState("far", "Stopped");
        }
    }

    @Test
    void lineIsNoMarkupForTheGuisThatTakeItForSome() throws Exception {
        try (RobotGui old = gui(false);
                RobotGui newer = gui(true)) {
            old.press("markup", "start", "{}");

            Lab.await(
                    "both have the line",
                    () -> !old.outputOf("markup").isEmpty()
                            && !newer.outputOf("markup").isEmpty());
            assertThat(old.outputOf("markup")).containsExactly("a &lt;b> &amp; c");
            assertThat(newer.outputOf("markup")).containsExactly("a <b> & c");
        }
    }

    @Test
    void requestThatIsNoUpgradeAndUnknownPathsAreAnsweredInJson() throws Exception {
        try (RobotGui gui = gui(false)) {
            assertThat(gui.get("/ws").statusCode()).isEqualTo(426);
            for (String path : List.of("/ws", "/nowhere", "/plugin/nowhere", "/process/nowhere/nothing")) {
                assertThat(gui.get(path).body()).startsWith("{");
                assertThat(gui.get(path).headers().firstValue("Content-Type").orElse(""))
                        .contains("json");
            }
        }
    }

    @Test
    void endOfServeIsTheEndOfTheConnection() throws Exception {
        ServingLauncher another = ServingLauncher.start(lab, distribution, ListeningSockets.freePort());
        try (RobotGui gui = RobotGui.newer(another.address())) {
            gui.awaitState("p0", "Stopped");

            another.process().destroy();

            Lab.await("the GUI is told", () -> gui.ended());
        }
    }
}
