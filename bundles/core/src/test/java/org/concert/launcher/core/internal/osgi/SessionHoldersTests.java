/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionHoldersTests {

    private final SessionHolders holders = new SessionHolders();
    private final List<String> granted = new ArrayList<>();
    private final Claimant first = new Claimant("first");
    private final Claimant second = new Claimant("second");
    private final Claimant third = new Claimant("third");

    @Test
    void firstToClaimASessionHasIt() {
        assertThat(holders.claim("robot", first)).isEmpty();
        assertThat(holders.claim("robot", second)).contains(first);
        assertThat(holders.claim("lab", third)).isEmpty();
    }

    @Test
    void nextStepsInWhenASessionIsReleased() {
        holders.claim("robot", first);
        holders.claim("robot", second);
        holders.claim("robot", third);

        holders.release("robot", first);

        assertThat(granted).containsExactly("second");
    }

    @Test
    void whoGivesUpWaitingIsPassedOver() {
        holders.claim("robot", first);
        holders.claim("robot", second);
        holders.claim("robot", third);

        holders.release("robot", second);
        List<String> before = List.copyOf(granted);
        holders.release("robot", first);

        assertThat(before).isEmpty();
        assertThat(granted).containsExactly("third");
    }

    @Test
    void releaseOfWhatNobodyHasDoesNothing() {
        holders.release("robot", first);
        holders.claim("robot", first);
        holders.release("robot", second);

        assertThat(holders.claim("robot", third)).contains(first);
    }

    private final class Claimant implements SessionHolders.Claimant {

        private final String name;

        Claimant(String name) {
            this.name = name;
        }

        @Override
        public Path file() {
            return Path.of(name);
        }

        @Override
        public void granted() {
            granted.add(name);
        }
    }
}
