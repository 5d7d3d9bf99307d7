/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SshSettingsTests {

    private static final Path HOME = Path.of("/home/ann");
    private static final Map<String, String> ENVIRONMENT =
            Map.of("LANG", "de_DE.UTF-8", "LC_ALL", "C", "ROS_DOMAIN_ID", "7", "HOME", "/home/ann");

    @Test
    void whatSshPrintsIsReadSettingBySetting() {
        SshSettings settings = SshSettings.parse("""
                host robot
                user ann
                hostname 10.0.0.7
                port 2222
                hostkeyalias arm
                identityfile ~/.ssh/id_robot
                identityfile /keys/two
                identitiesonly yes
                identityagent $MY_AGENT
                proxyjump gate,other:2200
                connecttimeout 3
                userknownhostsfile ~/.ssh/known_hosts /etc/more
                globalknownhostsfile none
                passwordauthentication no
                kbdinteractiveauthentication yes
                stricthostkeychecking accept-new
                """, "robot", HOME, ENVIRONMENT);

        assertThat(settings.user()).isEqualTo("ann");
        assertThat(settings.hostName()).isEqualTo("10.0.0.7");
        assertThat(settings.port()).isEqualTo(2222);
        assertThat(settings.hostKeyAlias()).isEqualTo("arm");
        assertThat(settings.identityFiles()).containsExactly(HOME.resolve(".ssh/id_robot"), Path.of("/keys/two"));
        assertThat(settings.identitiesOnly()).isTrue();
        assertThat(settings.identityAgent()).isEqualTo("$MY_AGENT");
        assertThat(settings.proxyJump()).containsExactly("gate", "other:2200");
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.knownHosts()).containsExactly(HOME.resolve(".ssh/known_hosts"), Path.of("/etc/more"));
        assertThat(settings.passwords()).isFalse();
        assertThat(settings.questions()).isTrue();
        assertThat(settings.strictHostKeyChecking()).isEqualTo("accept-new");
    }

    @Test
    void whatIsNotSetIsAsSshHasIt() {
        SshSettings settings = SshSettings.parse("user ann\nconnecttimeout none\n", "robot", HOME, ENVIRONMENT);

        assertThat(settings.hostName()).isEqualTo("robot");
        assertThat(settings.hostKeyAlias()).isEqualTo("robot");
        assertThat(settings.port()).isEqualTo(22);
        assertThat(settings.proxyJump()).isEmpty();
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.strictHostKeyChecking()).isEqualTo("ask");
        assertThat(settings.passwords()).isTrue();
    }

    @Test
    void variablesOfTheUserAndOfTheConfigurationAreSent() {
        SshSettings settings = SshSettings.parse(
                "sendenv LANG\nsendenv LC_*\nsendenv ROS_?OMAIN_ID\nsetenv LANG=C.UTF-8\nsetenv RATE=a=b\n",
                "robot",
                HOME,
                ENVIRONMENT);

        assertThat(settings.variables())
                .isEqualTo(Map.of("LANG", "C.UTF-8", "LC_ALL", "C", "ROS_DOMAIN_ID", "7", "RATE", "a=b"));
    }

    @Test
    void proxyCommandIsFilledInAsSshDoesIt() throws Exception {
        SshSettings settings = SshSettings.parse(
                "user ann\nhostname 10.0.0.7\nport 2222\nproxycommand nc -x %n.gate:%p %h %p # %r 100%%\n",
                "robot", HOME, ENVIRONMENT);

        assertThat(ProxyCommand.expanded(settings)).isEqualTo("nc -x robot.gate:2222 10.0.0.7 2222 # ann 100%");
        assertThat(SshSettings.parse("proxycommand none\n", "robot", HOME, ENVIRONMENT)
                        .proxyCommand())
                .isEmpty();
    }

    @Test
    void batchModeAsksNothing() {
        SshSettings settings =
                SshSettings.parse("batchmode yes\npasswordauthentication yes\n", "robot", HOME, ENVIRONMENT);

        assertThat(settings.passwords()).isFalse();
        assertThat(settings.questions()).isFalse();
    }

    @Test
    void strictnessIsPrintedByOpenSshAsTrueOrFalse() {
        assertThat(SshSettings.parse("stricthostkeychecking true\n", "x", HOME, ENVIRONMENT)
                        .strictHostKeyChecking())
                .isEqualTo("yes");
        assertThat(SshSettings.parse("stricthostkeychecking false\n", "x", HOME, ENVIRONMENT)
                        .strictHostKeyChecking())
                .isEqualTo("no");
    }
}
