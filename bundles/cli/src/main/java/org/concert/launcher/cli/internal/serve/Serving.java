/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.serve;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.concert.launcher.access.AccessFiles;
import org.concert.launcher.access.TrustedNetworks;
import org.concert.launcher.config.LauncherConfig;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/** One run of {@code serve}: from the start of the framework to its end. Used by the main thread. */
public final class Serving implements AutoCloseable {

    private static final Duration SERVICE_TIMEOUT = Duration.ofSeconds(20);
    private static final String LAUNCHER = "org.concert.launcher.api.Launcher";
    private static final String RMI_HOST = "java.rmi.server.hostname";
    private static final String JMX = "javax.management.remote.JMXConnectorServer";
    private static final String HTTP = "org.osgi.service.servlet.runtime.HttpServiceRuntime";

    private final CacheFolder cache;
    private final LauncherFramework framework;
    private final CompletableFuture<Integer> end;
    private final Path file;

    private Serving(CacheFolder cache, LauncherFramework framework, CompletableFuture<Integer> end, Path file) {
        this.file = file;
        this.cache = cache;
        this.framework = framework;
        this.end = end;
    }

    /**
     * Start the framework with the bundles of this distribution.
     *
     * @param settings the folder of those of the user
     * @param trusted if there are any, HTTP is served, and no TLS
     * @throws ServeException if a bundle cannot be started
     * @throws IOException if there is no place for the framework's cache
     */
    public static Serving begin(
            Path home,
            Path settings,
            LauncherConfig config,
            Address address,
            Optional<Address> jmx,
            Optional<Tls> tls,
            TrustedNetworks trusted,
            Map<String, String> variables)
            throws ServeException, IOException {
        // Heard from now on, so that a Ctrl-C during the start is a clean stop too. The second one does not wait.
        var end = new CompletableFuture<Integer>();
        StopSignals.hear(code -> {
            if (!end.complete(code)) {
                Runtime.getRuntime().halt(code);
            }
        });
        if (jmx.isEmpty() && System.getProperty(RMI_HOST) == null) {
            // JConsole of this machine comes back to this address, and not to wherever the host name leads.
            System.setProperty(RMI_HOST, "127.0.0.1");
        }
        // What bundles print belongs to the log.
        System.setOut(System.err);
        CacheFolder cache = CacheFolder.create(CacheFolder.place(variables));
        try {
            Path file = config.file().toAbsolutePath().normalize();
            Map<String, String> given = given(home, settings, cache.path(), config, address);
            given.putAll(door(address, tls, trusted));
            jmx.ifPresent(remote -> given.putAll(tls.orElseThrow().jmxSettings(remote)));
            Map<String, String> all =
                    FrameworkSettings.read(SettingsFiles.named("framework.properties", home, settings), given);
            LauncherFramework framework = LauncherFramework.start(home.resolve("bundles"), all);
            return new Serving(cache, framework, end, file);
        } catch (ServeException | RuntimeException e) {
            cache.close();
            throw e;
        }
    }

    /**
     * Wait until the launcher and all that is served are there.
     *
     * @param jmx whether JMX is served over the network
     * @param scheme {@code http} or {@code https}
     * @return the address of HTTP, such as {@code http://127.0.0.1:8778}; empty if a signal came first
     * @throws ServeException if they do not come
     */
    public Optional<String> awaitUrl(Address address, boolean jmx, String scheme)
            throws ServeException, InterruptedException {
        // There may be launchers of other files.
        var launcher = framework.service(filter(LAUNCHER, "(file=" + escaped(file) + ")"), Constants.SERVICE_ID);
        var http = framework.service(filter(HTTP, ""), "osgi.http.endpoint");
        var connector = jmx
                ? framework.service(filter(JMX, ""), Constants.SERVICE_ID)
                : CompletableFuture.completedFuture(null);
        try {
            CompletableFuture.anyOf(CompletableFuture.allOf(launcher, http, connector), end)
                    .get(SERVICE_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new ServeException(
                    "Cannot serve: within " + SERVICE_TIMEOUT.toSeconds() + " s no bundle has registered "
                            + (!launcher.isDone() ? LAUNCHER + " of " + file : http.isDone() ? JMX : HTTP)
                            + "; -l DEBUG shows more",
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot wait: a future failed that nobody fails", e);
        }
        return end.isDone() ? Optional.empty() : Optional.of(scheme + "://" + address.authority(port(http.join())));
    }

    private static Filter filter(String type, String conditions) {
        try {
            return FrameworkUtil.createFilter("(&(" + Constants.OBJECTCLASS + "=" + type + ")" + conditions + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("Cannot look for " + type, e);
        }
    }

    /** Return a path as it stands in a filter. */
    private static String escaped(Path path) {
        return path.toString().replaceAll("[\\\\*()]", "\\\\$0");
    }

    private static int port(Object endpoints) throws ServeException {
        if (endpoints instanceof String[] urls) {
            for (String url : urls) {
                int port = URI.create(url).getPort();
                if (port > 0) {
                    return port;
                }
            }
        }
        throw new ServeException("Cannot serve: HTTP did not open its port; -l DEBUG shows more");
    }

    /** Return whether the launchers answer, as far as this process can tell by itself. */
    public boolean answers() {
        try {
            ObjectName launchers = new ObjectName("org.concert.launcher:type=Launcher,*");
            return !ManagementFactory.getPlatformMBeanServer()
                    .queryNames(launchers, null)
                    .isEmpty();
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Wait for a signal, or for somebody within to stop the framework, and return the exit code. */
    public int awaitEnd() {
        var watcher = new Thread(
                () -> {
                    try {
                        framework.awaitStop();
                        end.complete(0);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "concert-serve-end");
        watcher.setDaemon(true);
        watcher.start();
        return end.join();
    }

    @Override
    public void close() throws IOException {
        framework.close();
        cache.close();
    }

    /** Return how others than this machine get in: by TLS, or from networks that need none. */
    private static Map<String, String> door(Address address, Optional<Tls> tls, TrustedNetworks trusted) {
        return trusted.isEmpty()
                ? tls.map(key -> key.settings(address.port())).orElse(Map.of())
                : Map.of(TrustedNetworks.NAME, String.join(",", trusted.names()));
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    private static Map<String, String> given(
            Path home, Path settings, Path cache, LauncherConfig config, Address address) {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("concert.launcher.home", home.toString());
        given.put(AccessFiles.SETTINGS, settings.toString());
        given.put("concert.launcher.etc.watched", SettingsFiles.watched(home, settings));
        given.put("concert.launcher.cache", cache.toString());
        given.put("concert.launcher.file", absolute(config.file()));
        if (!config.before().isEmpty()) {
            given.put(
                    "concert.launcher.file.before",
                    config.before().stream().map(Serving::absolute).collect(Collectors.joining("\n")));
        }
        given.put("org.osgi.framework.storage", cache.resolve("bundles").toString());
        given.put("org.apache.felix.http.host", address.host().getHostAddress());
        given.put("org.osgi.service.http.port", Integer.toString(address.port()));
        return given;
    }
}
