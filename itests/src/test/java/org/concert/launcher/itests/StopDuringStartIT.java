/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A stop of everything comes while a start is under way, from another launcher. When both have returned, nothing runs whose
 * dependency was stopped, and neither says otherwise: what unit tests show for every moment, by the real parts. {@code -Drepetitions=200} makes it a test of endurance.
 */
class StopDuringStartIT extends WithLab {

    private static final int REPETITIONS = Integer.getInteger("repetitions", 1);

    private static final List<String> CHAIN = List.of("a", "b", "c", "d");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    private void chain(List<String> machines) throws Exception {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < CHAIN.size(); i++) {
            file.append("%s: {machine: %s, cmd: exec sleep 10000%d, ready_delay: 800ms%s}\n"
                    .formatted(
                            CHAIN.get(i),
                            machines.get(i % machines.size()),
                            i,
                            i == 0 ? "" : ", depends: [" + CHAIN.get(i - 1) + "]"));
        }
        lab.launcherFile(file.toString());
    }

    @Test
    void ofTwoCommandsOnThisMachine() throws Exception {
        chain(List.of("local"));

        repeat(() -> lab.launcher("kill", "--all").exitCode() == 0);
    }

    @Test
    void ofTwoCommandsOverTwoMachines() throws Exception {
        RemoteMachine.start(lab, "one");
        RemoteMachine.start(lab, "two");
        chain(List.of("one", "two"));

        repeat(() -> lab.launcher("kill", "--all").exitCode() == 0);
    }

    @Test
    void ofACommandAndARequestToServe() throws Exception {
        chain(List.of("local"));
        ServingLauncher serve = ServingLauncher.start(lab, Distribution.unpack(lab), 0);
        HttpClient client = HttpClient.newHttpClient();

        repeat(() -> {
            HttpRequest stop = HttpRequest.newBuilder(URI.create(serve.address() + "/api/v1/stop?wait=true"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"all\":true}"))
                    .build();
            return client.send(stop, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        });
    }

    private interface Stop {
        boolean succeeds() throws Exception;
    }

    private void repeat(Stop stop) throws Exception {
        for (int i = 0; i < REPETITIONS; i++) {
            Process run = lab.startLauncher("run", "d");
            // Before that there is nothing to stop, and the start comes last.
            Lab.await("the first runs", () -> !lab.programs("sleep 100000").isEmpty());
            int wait = random.nextInt(2_300);
            run.waitFor(wait, TimeUnit.MILLISECONDS);
            String when = "seed %d, repetition %d, after %d ms".formatted(seed, i, wait);

            assertThat(stop.succeeds()).as(when).isTrue();

            Lab.Ended ended = lab.end(run);
            String told = when + "\n" + ended.stdout() + ended.stderr();
            String status = lab.launcher("status").stdout();
            assertThat(status).as(told).doesNotContain("READY").doesNotContain("RUNNING");
            // Where it has seen nothing of the stop, it had ended before.
            assertThat(ended.exitCode())
                    .as(told)
                    .isEqualTo(told.toLowerCase(Locale.ROOT).contains("stopp") ? 1 : 0);
            assertThat(lab.programs("sleep 10000")).as(told).isEmpty();
        }
    }
}
