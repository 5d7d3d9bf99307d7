/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code serve} brings up the target of a boot, once in each. */
class BootIT extends WithLab {

    @Test
    void targetOfTheBootIsUpAfterABootAndLeftAloneAfterThat() throws Exception {
        lab.file("launcher.yaml", """
                context: {session: lab, targets: {comms: [link]}, boot: comms}
                link: {cmd: exec -a the-link sleep 100000}
                camera: {cmd: exec -a the-camera sleep 100000}
                """);
        Distribution distribution = Distribution.unpack(lab);
        ServingLauncher booted = ServingLauncher.start(lab, distribution, 0);
        booted.awaitState("link", "READY");
        Path mark = lab.home().resolve(".local/state/concert-launcher/boot/lab");
        Lab.await("it is noted", () -> Files.exists(mark));
        assertThat(lab.launcher("kill", "--all").exitCode()).isZero();
        booted.process().destroy();
        booted.process().waitFor();

        ServingLauncher again = ServingLauncher.start(lab, distribution, 0);
        again.awaitState("camera", "STOPPED");
        again.awaitState("link", "STOPPED");
        assertThat(lab.programs("the-link")).isEmpty();
        again.process().destroy();
        again.process().waitFor();

        Files.writeString(mark, "the boot before");
        ServingLauncher next = ServingLauncher.start(lab, distribution, 0);
        next.awaitState("link", "READY");
        assertThat(lab.programs("the-camera")).isEmpty();
        assertThat(lab.program("audit").stdout()).containsPattern("boot +up +accepted +comms");
    }
}
