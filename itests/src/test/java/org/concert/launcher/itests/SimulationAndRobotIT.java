/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One launcher file for a simulation on this machine and for a robot. */
class SimulationAndRobotIT {

    private Lab lab;
    private RemoteMachine robot;

    @BeforeEach
    void open() throws Exception {
        lab = new Lab();
        robot = RemoteMachine.start(lab, "robot");
        lab.file("launcher.yaml", """
                context:
                  session: lab
                  params: {host: {default: robot, values: [robot, spare]}}
                  targets: {field: [arm], sim: {run: [arm], variants: [sim]}}
                world: {cmd: sleep 100001}
                driver:
                  cmd: "sleep 100002"
                  machine: "{host}"
                  variants:
                    where:
                      - real: {default: true}
                      - sim: {machine: local, depends: [world], cmd: sleep 100003}
                arm: {cmd: sleep 100004, depends: [driver]}
                """);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void planAndValidateTellOfAllPlaces() throws Exception {
        assertThat(lab.launcher("validate").stdout()).contains("3 processes on 3 machines, no mistakes");
        assertThat(lab.launcher("plan", "arm", "--json").stdout())
                .contains("\"name\":\"driver\",\"machine\":\"robot\"")
                .doesNotContain("world");
        assertThat(lab.launcher("plan", "arm", "-v", "sim", "--json").stdout())
                .contains("\"name\":\"driver\",\"machine\":\"local\"", "\"dependsOn\":[\"world\"]");
        assertThat(lab.launcher("plan", "arm", "-p", "host:=elsewhere").stderr())
                .contains("parameter 'host' must be one of robot, spare, not 'elsewhere'");
    }

    @Test
    void targetsMoveWhatRunsInOnePlaceOnly() throws Exception {
        var field = lab.launcher("up", "field");

        assertThat(field.exitCode()).as(field.stderr()).isZero();
        assertThat(robot.tmux("list-windows", "-t", "lab", "-F", "#W")).isEqualTo("driver\n");
        assertThat(lab.launcher("status").stdout()).containsPattern("(?m)^driver +lab +robot +READY");

        var sim = lab.launcher("up", "sim");

        assertThat(sim.exitCode()).as(sim.stderr()).isZero();
        assertThat(lab.tmux("list-windows", "-t", "lab", "-F", "#W").lines())
                .containsExactlyInAnyOrder("world", "driver", "arm");
        assertThat(lab.programs("sleep 100002")).isEmpty();
        assertThat(lab.launcher("status").stdout()).containsPattern("(?m)^driver +lab +local +READY");

        var again = lab.launcher("run", "driver");

        assertThat(again.exitCode()).as(again.stderr()).isZero();
        assertThat(lab.programs("sleep 100002")).isEmpty();
        assertThat(lab.launcher("run", "driver", "-v", "real").stderr())
                .contains("runs already, with variants sim; stop it first to start it with variants real");

        var killed = lab.launcher("kill", "--all");

        assertThat(killed.exitCode()).as(killed.stderr()).isZero();
        assertThat(lab.programs("sleep 100003")).isEmpty();
        assertThat(lab.launcher("status").stdout()).doesNotContain("READY");
    }

    @Test
    void simulationNeedsNoRobot() throws Exception {
        robot.killServer();

        var ran = lab.launcher("run", "arm", "-v", "sim");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(lab.launcher("status").stdout()).containsPattern("(?m)^driver +lab +local +READY");
        assertThat(lab.launcher("kill", "world").exitCode()).isZero();
        assertThat(lab.programs("sleep 100003")).isEmpty();
    }
}
