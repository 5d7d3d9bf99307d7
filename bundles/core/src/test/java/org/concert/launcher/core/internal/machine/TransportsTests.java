/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.Transport;
import org.concert.launcher.api.TransportException;
import org.junit.jupiter.api.Test;

/** Transports come and go, and what they have opened goes with them. */
class TransportsTests {

    private static final Target ROBOT = Target.machine("robot");

    private final Transports transports = new Transports(Duration.ofSeconds(7));

    /** A host that only opens and closes. */
    private static final class PlainHost implements Host {

        private final CompletableFuture<String> lost = new CompletableFuture<>();
        private boolean closed;

        @Override
        public Target target() {
            return ROBOT;
        }

        @Override
        public Channel open(Command command) throws TransportException {
            throw new TransportException("Cannot run anything on robot");
        }

        @Override
        public TerminalCommand inTerminal(List<String> command, Map<String, String> environment) {
            return new TerminalCommand(command, environment);
        }

        @Override
        public CompletionStage<String> lost() {
            return lost;
        }

        @Override
        public void close() {
            closed = true;
            lost.complete("closed");
        }
    }

    /** A transport for the robot. */
    private static class PlainTransport implements Transport {

        final List<PlainHost> opened = new ArrayList<>();

        @Override
        public String name() {
            return "plain";
        }

        @Override
        public boolean serves(Target target) {
            return target.equals(ROBOT);
        }

        @Override
        public Host open(Target target, Machines machines) {
            PlainHost host = new PlainHost();
            opened.add(host);
            return host;
        }
    }

    private Host open() throws Exception {
        return transports.open(ROBOT, machine -> {
            throw new TransportException("Cannot reach " + machine);
        });
    }

    @Test
    void whatATransportHasOpenIsClosedWhenItGoes() throws Exception {
        PlainTransport transport = new PlainTransport();
        transports.add(transport);
        open();
        open();

        transports.remove(transport);

        assertThat(transport.opened).hasSize(2).allMatch(host -> host.closed);
    }

    @Test
    void whatIsClosedBeforeIsNotClosedAgain() throws Exception {
        PlainTransport transport = new PlainTransport();
        transports.add(transport);
        open().close();
        transport.opened.get(0).closed = false;

        transports.remove(transport);

        assertThat(transport.opened.get(0).closed).isFalse();
    }

    @Test
    void hostThatWasOpenedWhileItsTransportWentIsClosedAndOpenedByTheNext() throws Exception {
        PlainTransport next = new PlainTransport();
        PlainTransport going = new PlainTransport() {
            @Override
            public Host open(Target target, Machines machines) {
                transports.remove(this);
                transports.add(next);
                return super.open(target, machines);
            }
        };
        transports.add(going);

        Host host = open();

        assertThat(going.opened.get(0).closed).isTrue();
        assertThat(next.opened).hasSize(1);
        assertThat(next.opened.get(0).closed).isFalse();
        host.close();
        assertThat(next.opened.get(0).closed).isTrue();
    }

    @Test
    void transportThatThrowsIsNamedWithWhereItComesFrom() {
        transports.add(new PlainTransport() {
            @Override
            public Host open(Target target, Machines machines) {
                throw new UnsupportedOperationException("not today");
            }
        });

        assertThatThrownBy(this::open)
                .isInstanceOf(TransportException.class)
                .hasMessageMatching("Cannot reach .*: transport plain \\(.*\\) failed: .*not today");
    }

    @Test
    void transportThatCannotTellWhatItServesKeepsNoOtherFromBeingAsked() throws Exception {
        PlainTransport sound = new PlainTransport();
        transports.add(new PlainTransport() {
            @Override
            public boolean serves(Target target) {
                throw new NullPointerException();
            }
        });
        transports.add(sound);

        assertThat(transports.serving(ROBOT)).isSameAs(sound);
        assertThatThrownBy(() -> transports.serving(Target.machine("moon")))
                .isNotInstanceOf(MissingTransportException.class)
                .hasMessageContaining("NullPointerException");
    }

    @Test
    void missingTransportIsToldWithThoseThatAreThere() {
        transports.add(new PlainTransport());

        assertThatThrownBy(() -> transports.serving(Target.machine("moon")))
                .isInstanceOf(MissingTransportException.class)
                .hasMessage("Cannot reach moon: no transport for it; there is: [plain]");
    }

    @Test
    void whoWaitsForANewTransportIsToldOfItUntilItWaitsNoMore() {
        List<String> heard = new ArrayList<>();
        var registration = transports.onAdded(() -> heard.add("new"));

        transports.add(new PlainTransport());
        registration.close();
        transports.add(new PlainTransport());

        assertThat(heard).containsExactly("new");
    }

    @Test
    void everyChangeOfTransportsShowsInTheirNumber() {
        PlainTransport transport = new PlainTransport();
        long before = transports.changes();
        transports.add(transport);
        long with = transports.changes();
        transports.remove(transport);

        assertThat(List.of(before, with, transports.changes())).doesNotHaveDuplicates();
    }
}
