/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ready by a port, an address that answers, or a line of the output. */
class ReadyKindsIT extends WithLab {

    private static final int ROUNDS = Integer.getInteger("repetitions", 1);
    private static final int AT_ONCE = 50;

    /** Listens once there is a file "listen", and answers each request with 503 until there is a file "well". */
    private static final String SERVER = """
            use IO::Socket::IP;
            print "I begin\\n";
            select undef, undef, undef, 0.05 until -e "$ENV{CONCERT_LAUNCHER_TEST}/listen";
            my $s = IO::Socket::IP->new(LocalHost => $ARGV[0], LocalPort => $ARGV[1], Listen => 9, ReuseAddr => 1) or die $@;
            print "I listen\\n";
            while (my $c = $s->accept) {
                while (<$c>) { last if /^\\s*$/ }
                print $c "HTTP/1.0 ", (-e "$ENV{CONCERT_LAUNCHER_TEST}/well" ? 200 : 503), " x\\r\\n\\r\\n";
            }
            """;

    @ParameterizedTest
    @CsvSource({"local, 127.0.0.1, 127.0.0.1", "robot, 127.0.0.1, localhost", "local, ::1, [::1]", "robot, ::1, [::1]"})
    void allKindsMustHold(String machine, String address, String host) throws Exception {
        RemoteMachine.start(lab, "robot");
        lab.file("server.pl", SERVER);
        String at = host + ":" + ListeningSockets.freePort();
        lab.launcherFile("""
                server:
                  machine: %1$s
                  cmd: exec perl %4$s/server.pl %2$s %5$s
                  ready_port: "%3$s"
                  ready_http: "http://%3$s/up"
                  ready_log: ^I (listen|wait)$
                  ready_check: test -e %4$s/checked
                  ready_period: 100ms
                """.formatted(machine, address, at, lab.folder(), at.substring(at.lastIndexOf(':') + 1)));
        Process run = lab.startLauncher("run", "server");

        awaitReason("ready_port: nobody listens at " + at);
        Files.createFile(lab.folder().resolve("listen"));
        awaitReason("ready_http: http://" + at + "/up answers 503");
        Files.createFile(lab.folder().resolve("well"));
        awaitReason("ready_check: exit code 1");
        Files.createFile(lab.folder().resolve("checked"));
        Lab.Ended ended = lab.end(run);

        assertThat(ended.exitCode()).as(ended.stdout() + ended.stderr()).isZero();
        assertThat(lab.launcher("status").stdout()).containsPattern("(?m)^server .* READY");
    }

    private void awaitReason(String reason) throws InterruptedException {
        Lab.await("it lacks " + reason, () -> lab.launcher("status").stdout().contains("  " + reason));
    }

    @Test
    void lineThatIsPrintedAtOnceIsNeverMissed() throws Exception {
        StringBuilder file = new StringBuilder("all: {cmd: 'true', persistent: false, depends: [");
        for (int i = 0; i < AT_ONCE; i++) {
            file.append(i == 0 ? "" : ", ").append("p").append(i);
        }
        file.append("]}\n");
        for (int i = 0; i < AT_ONCE; i++) {
            file.append("p%d: {cmd: echo I am up; exec sleep 100000, ready_log: ^I am up$, ready_timeout: 30s}\n"
                    .formatted(i));
        }
        lab.launcherFile(file.toString());
        for (int round = 0; round < ROUNDS; round++) {
            Lab.Ended ran = lab.launcher("run", "all");

            assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isZero();
            // What an earlier run has printed does not count.
            assertThat(lab.launcher("kill", "--all").exitCode()).isZero();
        }
    }

    @Test
    void lineOfAnEarlierRunDoesNotCount() throws Exception {
        lab.launcherFile("""
                p: {cmd: "test -e $LAB/quiet || echo I am up; exec sleep 100000", ready_log: I am up, ready_timeout: 2s, ready_period: 200ms}
                """);
        assertThat(lab.launcher("run", "p").exitCode()).isZero();
        assertThat(lab.launcher("kill", "p").exitCode()).isZero();
        Files.createFile(lab.folder().resolve("quiet"));

        Lab.Ended ran = lab.launcher("run", "p");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.stderr()).contains("not ready within 2 s; ready_log: no line of its output matches I am up");
    }
}
