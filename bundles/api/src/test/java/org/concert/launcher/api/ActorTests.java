/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActorTests {

    private static final Actor ANN = new Actor("ann", "http 10.0.0.7");
    private static final Actor BOB = new Actor("bob", "jmx");

    @Test
    void unboundThreadIsThatOfTheProcessUser() {
        assertThat(Actor.bound()).isEmpty();
        assertThat(Actor.current()).isEqualTo(new Actor(System.getProperty("user.name"), "java"));
    }

    @Test
    void actorIsBoundForTheTimeOfTheCall() throws Exception {
        assertThat(Actor.callAs(ANN, Actor::current)).isEqualTo(ANN);
        assertThat(Actor.bound()).isEmpty();
    }

    @Test
    void innerCallGivesTheOuterActorBack() {
        List<Actor> seen = new ArrayList<>();

        Actor.runAs(ANN, () -> {
            Actor.runAs(BOB, () -> seen.add(Actor.current()));
            seen.add(Actor.current());
        });

        assertThat(seen).containsExactly(BOB, ANN);
    }

    @Test
    void failureUnbindsToo() {
        assertThatThrownBy(() -> Actor.callAs(ANN, () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(Actor.bound()).isEmpty();
    }
}
