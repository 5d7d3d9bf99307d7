/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.concert.launcher.http.internal.access.AccessGuard;
import org.concert.launcher.http.internal.access.AnswerMemory;
import org.concert.launcher.http.internal.access.RequestContext;
import org.concert.launcher.http.internal.launchers.Launchers;
import org.concert.launcher.http.internal.message.ProblemAnswer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** What Prometheus scrapes. */
@HttpWhiteboardServletPattern("/metrics")
@Component(name = "org.concert.launcher.http.metrics", service = Servlet.class)
public final class MetricsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient PrometheusRegistry registry = new PrometheusRegistry();
    private final transient ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
    private final transient ExpositionFormatWriter text = PrometheusTextFormatWriter.create();

    /** Create the servlet. */
    @Activate
    public MetricsServlet(BundleContext context, @Reference Launchers launchers) {
        this(launchers, context.getBundle().getVersion().toString());
    }

    MetricsServlet(Launchers launchers, String version) {
        registry.register(new LauncherMetrics(launchers, version, Clock.systemUTC()));
        // One by one: that of allocations listens to the JVM for good, past the end of this bundle.
        JvmMemoryMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmBufferPoolMetrics.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        JvmClassLoadingMetrics.builder().register(registry);
        JvmRuntimeInfoMetric.builder().register(registry);
        ProcessMetrics.builder().register(registry);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (AccessGuard.isMissedBy(request, response)) {
            return;
        }
        ExpositionFormatWriter writer = openMetrics.accepts(request.getHeader("Accept")) ? openMetrics : text;
        Optional<byte[]> made = scrape(RequestContext.currentShare(), writer);
        if (made.isEmpty()) {
            ProblemAnswer.send(
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "Cannot show the metrics: too much is being answered at once; try again",
                    request.getRequestURI());
            return;
        }
        byte[] scrape = made.get();
        response.setContentType(writer.getContentType());
        response.setContentLength(scrape.length);
        response.getOutputStream().write(scrape);
    }

    /** Return a scrape; empty if there is no room for it. */
    Optional<byte[]> scrape(Optional<AnswerMemory.Share> share, ExpositionFormatWriter writer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // It takes more room while it is made than afterwards: one at a time.
        synchronized (registry) {
            writer.write(bytes, registry.scrape(), EscapingScheme.DEFAULT);
            boolean room = share.isEmpty() || share.get().take(bytes.size());
            return room ? Optional.of(bytes.toByteArray()) : Optional.empty();
        }
    }
}
