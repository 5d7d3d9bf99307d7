/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What is brought up on two machines: processes that hold a device for a while after their end are never there twice. {@code
 * -Dchanges=100} makes it a test of endurance. */
@Order(10)
class UpIT extends WithLab {

    private static final int CHANGES = Integer.getInteger("changes", 2);

    private static final long SEED = 20261130;

    /** Holds the device {@code $1} until 0.3 s after its end; notes if somebody has it. */
    private static final String HOLDER = """
            mkdir "$LAB/$1" || { echo "$1" >> "$LAB/twice"; exit 9; }
            trap 'sleep 0.3; rmdir "$LAB/$1"; kill $!; exit 0' INT TERM
            sleep 100000 &
            while :; do wait; done
            """;

    private final Random random = new Random(SEED);

    @BeforeEach
    void writeFile() throws Exception {
        RemoteMachine.start(lab, "far");
        String holder = lab.file("holder", HOLDER).toString();
        lab.file("launcher.yaml", """
                context:
                  session: lab
                  targets:
                    comms: [link]
                    field: {targets: [comms], run: [nav], variants: [real]}
                    sim: {targets: [comms], run: [nav, world], variants: ["driver:sim"]}
                link: {cmd: exec sh HOLDER wire}
                driver: {machine: far, cmd: exec sh HOLDER motor, variants: {mode: [{real: {cmd: "A=1; {cmd}"}}, {sim: {cmd: "A=2; {cmd}"}}]}}
                world: {cmd: exec sh HOLDER screen}
                nav: {cmd: exec sh HOLDER map, depends: [link, driver]}
                """.replace("HOLDER", holder));
    }

    private void up(String target) throws Exception {
        var up = lab.launcher("up", target);

        assertThat(up.exitCode()).as(target + up.stdout() + up.stderr()).isZero();
        assertRuns(target);
    }

    private void assertRuns(String target) throws Exception {
        Set<String> devices = new TreeSet<>();
        for (String device : List.of("wire", "motor", "screen", "map")) {
            if (!lab.programs("holder " + device).isEmpty()) {
                devices.add(device);
            }
        }
        assertThat(devices)
                .as(target)
                .containsExactlyInAnyOrderElementsOf(
                        switch (target) {
                            case "comms" -> List.of("wire");
                            case "field" -> List.of("wire", "motor", "map");
                            default -> List.of("wire", "motor", "map", "screen");
                        });
        assertThat(lab.launcher("up", target, "--plan").stdout()).startsWith("Nothing to do: all of " + target);
        assertThat(lab.folder().resolve("twice")).doesNotExist();
    }

    @Test
    void eachTargetIsReachedFromEachOtherAndWhatTheyShareRunsOn() throws Exception {
        up("comms");
        var link = lab.programs("holder wire");

        for (String target : List.of("field", "sim", "comms", "sim", "field", "comms")) {
            up(target);
        }

        assertThat(lab.programs("holder wire")).isEqualTo(link);
        assertThat(lab.launcher("down").exitCode()).isZero();
        assertThat(lab.programs("holder ")).isEmpty();
    }

    @Test
    void targetIsReachedThoughAnotherWasOnItsWayAndWasKilledOrAProcessDied() throws Exception {
        List<String> targets = new ArrayList<>(List.of("comms", "field", "sim"));
        up("sim");
        var link = lab.programs("holder wire");
        for (int i = 0; i < CHANGES; i++) {
            String before = targets.get(random.nextInt(3));
            String after = targets.get(random.nextInt(3));
            Process earlier = lab.startLauncher("up", before);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300 + random.nextInt(1500)));
            if (i % 2 == 0) {
                earlier.destroyForcibly().waitFor();
            } else {
                earlier.waitFor();
                lab.programs("holder motor")
                        .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
            }

            up(after);
        }
        assertThat(lab.programs("holder wire")).isEqualTo(link);
        assertThat(Files.exists(lab.folder().resolve("twice"))).isFalse();
    }

    @Test
    void laterOfTwoLaunchersWinsAndTheEarlierSaysSo() throws Exception {
        for (int i = 0; i < CHANGES; i++) {
            up("comms");
            Process earlier = lab.startLauncher("up", "field");
            Lab.await("its beginning", () -> hasPrinted(earlier));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(600)));

            up("sim");

            var overtaken = lab.end(earlier);
            if (overtaken.exitCode() != 0) {
                assertThat(overtaken.stdout() + overtaken.stderr()).containsAnyOf("up sim", "was stopped");
            }
            assertRuns("sim");
        }
    }

    private boolean hasPrinted(Process process) {
        try {
            return !lab.printed(process).isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatAServeWasAboutToDoWhenItWasKilledIsDoneByTheNext() throws Exception {
        Distribution distribution = Distribution.unpack(lab);
        for (int i = 0; i < CHANGES; i++) {
            up("sim");
            ServingLauncher first = ServingLauncher.start(lab, distribution, 0);
            first.send("/api/v1/targets/lab/field/up");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(600)));
            first.process().destroyForcibly().waitFor();

            ServingLauncher next = ServingLauncher.start(lab, distribution, 0);
            Lab.await("field", () -> lab.programs("holder screen").isEmpty());
            next.awaitState("nav", "READY");
            next.process().destroy();
            next.process().waitFor();
            assertRuns("field");
        }
    }
}
