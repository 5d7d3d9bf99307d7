/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserEnvironmentTests {

    private final Map<String, String> variables = new HashMap<>(Map.of("LC_ALL", "C.UTF-8", "HOME", "/home/me"));

    @Test
    void localeOfTheJvmIsTheUsersUnlessItWasReplaced() {
        UserEnvironment.restore(variables, null);

        assertThat(variables).isEqualTo(Map.of("LC_ALL", "C.UTF-8", "HOME", "/home/me"));
    }

    @Test
    void replacedLocaleIsTheUsersAgain() {
        UserEnvironment.restore(variables, "=POSIX");

        assertThat(variables).isEqualTo(Map.of("LC_ALL", "POSIX", "HOME", "/home/me"));
    }

    @Test
    void emptyLocaleIsNotTheSameAsNone() {
        UserEnvironment.restore(variables, "=");

        assertThat(variables).containsEntry("LC_ALL", "");
    }

    @Test
    void localeThatTheUserHadNotSetIsGone() {
        UserEnvironment.restore(variables, "");

        assertThat(variables).isEqualTo(Map.of("HOME", "/home/me"));
    }

    @Test
    void variablesAreThoseOfThisProcess() {
        assertThat(UserEnvironment.variables()).containsAllEntriesOf(System.getenv());
    }
}
