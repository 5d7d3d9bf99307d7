/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessFilesTests {

    @Test
    void usersAreInEtcOfTheDistribution() {
        assertThat(AccessFiles.users(
                        Map.of("concert.launcher.home", "/opt/launcher", "karaf.etc", "/opt/karaf/etc")::get))
                .isEqualTo(Path.of("/opt/launcher/etc/users"));
    }

    @Test
    void usersHaveALongerNameInKarafWhereEtcIsEverybodys() {
        assertThat(AccessFiles.users(Map.of("karaf.etc", "/opt/karaf/etc")::get))
                .isEqualTo(Path.of("/opt/karaf/etc/org.concert.launcher.users"));
    }

    @Test
    void propertiesNameOtherFiles() {
        Map<String, String> properties = Map.of(AccessFiles.USERS, "/srv/users", AccessFiles.AUDIT, "/srv/audit");

        assertThat(AccessFiles.users(properties::get)).isEqualTo(Path.of("/srv/users"));
        assertThat(AccessFiles.audit(properties::get, Map.of()).file()).isEqualTo(Path.of("/srv/audit"));
    }

    @Test
    void auditLogIsThatOfTheUserElse() {
        assertThat(AccessFiles.audit(name -> null, Map.of("HOME", "/home/ann")).file())
                .isEqualTo(Path.of("/home/ann/.local/state/concert-launcher/audit.log"));
    }
}
