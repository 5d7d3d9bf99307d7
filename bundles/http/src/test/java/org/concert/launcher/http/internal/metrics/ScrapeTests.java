/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.http.internal.access.AnswerMemory;
import org.concert.launcher.http.internal.launchers.Launchers;
import org.junit.jupiter.api.Test;

/** A scrape of many processes: all are there, and it is done soon. */
class ScrapeTests {

    private static final int PROCESSES = 1000;
    private static final int SCRAPES = 100;

    private static final ExpositionFormatWriter TEXT = PrometheusTextFormatWriter.create();

    /** Far above what it takes, as machines of tests are slow at times. */
    private static final Duration LONGEST = Duration.ofMillis(500);

    @Test
    void thousandProcessesAreScrapedInMilliseconds() throws Exception {
        Launchers launchers = new Launchers();
        launchers.addLauncher(launcher());
        MetricsServlet servlet = new MetricsServlet(launchers, "1.2.3");

        byte[] scrape = new byte[0];
        long begin = System.nanoTime();
        for (int i = 0; i < SCRAPES; i++) {
            scrape = servlet.scrape(Optional.empty(), TEXT).orElseThrow();
        }
        Duration each = Duration.ofNanos(System.nanoTime() - begin).dividedBy(SCRAPES);

        System.out.printf("scrape of %d processes: %d us, %d bytes%n", PROCESSES, each.toNanos() / 1000, scrape.length);
        String text = new String(scrape, StandardCharsets.UTF_8);
        assertThat(text.lines().filter(line -> line.startsWith("concert_process_ready{")))
                .hasSize(PROCESSES);
        assertThat(text)
                .contains(
                        "concert_process_start_duration_seconds{machine=\"local\",process=\"p7\",session=\"robot\"} 2.5")
                .contains("concert_process_cpu_ratio{machine=\"local\",process=\"p7\",session=\"robot\"} 0.125");
        assertThat(each).isLessThan(LONGEST);
    }

    @Test
    void scrapesThatAreNotTakenLeaveTheRestOfTheMemory() throws Exception {
        Launchers launchers = new Launchers();
        launchers.addLauncher(launcher());
        MetricsServlet servlet = new MetricsServlet(launchers, "1.2.3");
        AnswerMemory memory = new AnswerMemory(10_000_000, 1_000_000);

        assertThat(servlet.scrape(Optional.of(memory.share("ann", () -> {})), TEXT))
                .isPresent();
        assertThat(servlet.scrape(Optional.of(memory.share("ann", () -> {})), TEXT))
                .isEmpty();
        assertThat(servlet.scrape(Optional.of(memory.share("vic", () -> {})), TEXT))
                .isPresent();
    }

    private static Launcher launcher() {
        List<ProcessSnapshot> processes =
                IntStream.range(0, PROCESSES).mapToObj(i -> process("p" + i)).toList();
        Map<String, Object> answers = Map.of(
                "target",
                "field",
                "deviations",
                List.of(),
                "processes",
                processes,
                "descriptions",
                List.of(),
                "machines",
                List.of(),
                "session",
                "robot",
                "configError",
                "");
        return (Launcher) Proxy.newProxyInstance(
                Launcher.class.getClassLoader(),
                new Class<?>[] {Launcher.class},
                (proxy, method, arguments) -> answers.get(method.getName()));
    }

    private static ProcessSnapshot process(String name) {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        return new ProcessSnapshot(
                name,
                "robot",
                "local",
                null,
                ProcessState.READY,
                "",
                new ProcessSnapshot.Launch(name),
                4711L,
                null,
                new ProcessSnapshot.Times(start, null, start.plusMillis(2500), null),
                new ProcessSnapshot.Resources(12.5, 1_048_576L, 3),
                ProcessSnapshot.Counts.NONE);
    }
}
