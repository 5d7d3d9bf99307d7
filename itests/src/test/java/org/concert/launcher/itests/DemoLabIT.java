/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The demo of the README: machines and containers by one command, and the robot that runs on them by another. */
@ResourceLock(LabMachines.ENGINE)
class DemoLabIT {

    private static final String FILE = System.getProperty("demo", "../config/demo-lab.yaml");

    @Test
    void twelveProcessesOfThreeMachinesAndThreeContainersComeUpByOneCommandAndLeaveNothingBehind() throws Exception {
        try (LabMachines machines = LabMachines.open();
                Lab lab = new Lab()) {
            machines.lab("up");
            machines.introduceTo(lab);
            var before = programs(machines);

            var ran = lab.launcher("run", "demo-lab", "-c", FILE);

            assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isZero();
            assertThat(ran.stdout()).contains("12 processes ready");
            String status = lab.launcher("status", "-c", FILE).stdout();
            assertThat(rows(status, "local")).hasSize(5);
            assertThat(rows(status, "legs")).hasSize(3);
            assertThat(rows(status, "arm")).hasSize(4);
            assertThat(machines.names()).containsExactly("arm", "lab-gripper", "lab-planner", "lab-vision", "legs");
            for (String name : machines.names()) {
                assertThat(machines.programs(name)).as(name).hasSizeGreaterThan(2);
            }

            var killed = lab.launcher("kill", "--all", "-c", FILE);

            assertThat(killed.exitCode()).as(killed.stdout() + killed.stderr()).isZero();
            Lab.await("nothing is left on this machine", () -> lab.programs("").isEmpty());
            for (String name : machines.names()) {
                Lab.await(
                        "nothing is left in " + name,
                        () -> machines.programs(name).equals(before.get(name)));
            }
        }
    }

    private static Map<String, List<String>> programs(LabMachines machines) throws Exception {
        Map<String, List<String>> programs = new TreeMap<>();
        for (String name : machines.names()) {
            programs.put(name, machines.programs(name));
        }
        return programs;
    }

    private static List<String> rows(String status, String machine) {
        return status.lines()
                .filter(row -> row.matches("\\S+ +demo-lab +" + machine + " +READY .*"))
                .toList();
    }
}
