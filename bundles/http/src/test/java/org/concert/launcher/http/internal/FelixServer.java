/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.concert.launcher.access.AccessFiles;
import org.concert.launcher.access.AuditLog;
import org.concert.launcher.access.Users;
import org.concert.launcher.api.Launcher;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.util.tracker.ServiceTracker;

/** A Felix in this JVM with a web server, Jolokia and our bundles, on a free port of the loopback address. */
final class FelixServer implements AutoCloseable {

    private static final long STOP_MILLIS = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Framework property: whether Jolokia's own bundle registers a servlet, too. */
    static final String JOLOKIAS_OWN_SERVLET = "org.jolokia.registerWhiteboardServlet";

    private final Framework framework;
    private final Users users;
    private final AuditLog audit;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /**
     * Start one.
     *
     * @param cache an empty folder
     * @param properties framework properties beyond those that the test itself needs
     */
    FelixServer(Path cache, Map<String, String> properties) throws Exception {
        Map<String, String> configuration = new HashMap<>(Map.of(
                Constants.FRAMEWORK_STORAGE,
                cache.toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN,
                Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                "org.concert.launcher.api;version=" + versionOfApi(),
                "org.ops4j.pax.logging.DefaultServiceLog.level",
                "WARN",
                "org.apache.felix.http.host",
                "127.0.0.1",
                "org.osgi.service.http.port",
                "0"));
        configuration.put(JOLOKIAS_OWN_SERVLET, "false");
        users = new Users(Path.of(cache + ".users"));
        audit = new AuditLog(Path.of(cache + ".audit.log"));
        configuration.put(AccessFiles.USERS, users.file().toString());
        configuration.put(AccessFiles.AUDIT, audit.file().toString());
        configuration.putAll(properties);
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(configuration);
        framework.start();
        List<Bundle> installed = new ArrayList<>();
        for (Path jar : jars()) {
            installed.add(context().installBundle(jar.toUri().toString()));
        }
        for (Bundle bundle : installed) {
            bundle.start();
        }
    }

    /** The tests share the package with the bundles, so the framework exports it as its bundle would. */
    private static String versionOfApi() throws IOException, URISyntaxException {
        var jar = Path.of(Launcher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarFile file = new JarFile(jar.toFile())) {
            String exported = file.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
            Matcher version = Pattern.compile("org\\.concert\\.launcher\\.api;.*?version=\"([0-9.]+)\"")
                    .matcher(exported);
            if (!version.find()) {
                throw new IllegalStateException("Cannot find the version of the API in " + exported);
            }
            return version.group(1);
        }
    }

    /** Return the context of the framework, to register and look up services. */
    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Return those who may log in; nobody at first, so that nobody has to. */
    Users users() {
        return users;
    }

    /** Return the log of who did what. */
    AuditLog audit() {
        return audit;
    }

    /** Stop the bundle of a symbolic name, or start it again. */
    void running(String symbolicName, boolean wanted) throws BundleException {
        Bundle bundle = Stream.of(context().getBundles())
                .filter(candidate -> symbolicName.equals(candidate.getSymbolicName()))
                .findFirst()
                .orElseThrow();
        if (wanted) {
            bundle.start();
        } else {
            bundle.stop();
        }
    }

    /** Return the port the web server listens on. */
    int port() throws InterruptedException {
        var tracker = new ServiceTracker<Object, Object>(
                context(), "org.osgi.service.servlet.runtime.HttpServiceRuntime", null);
        // All: the interface that the test's own class path has is not the one of the bundle.
        tracker.open(true);
        try {
            tracker.waitForService(PATIENCE.toMillis());
            ServiceReference<Object> runtime = tracker.getServiceReference();
            return URI.create(((String[]) runtime.getProperty("osgi.http.endpoint"))[0])
                    .getPort();
        } finally {
            tracker.close();
        }
    }

    /** Return a request to a path of the server. */
    HttpRequest.Builder request(String path) throws InterruptedException {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(PATIENCE);
    }

    /** Ask for a path by GET. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    /** Send Jolokia a request in JSON, in which single quotes stand for double ones. */
    HttpResponse<String> post(String json) throws IOException, InterruptedException {
        return send(request("/jolokia/")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"')))
                .build());
    }

    /** Send a request and return the answer. */
    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isNoLogging(Path jar) {
        return !jar.getFileName().toString().startsWith("pax-logging");
    }

    private static List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> others = Files.list(Path.of(System.getProperty("bundles.directory")))) {
            // Logging first, as its level is read when it starts.
            others.sorted(Comparator.comparing(FelixServer::isNoLogging).thenComparing(Comparator.naturalOrder()))
                    .forEach(jars::add);
        }
        jars.add(Path.of(System.getProperty("bundle.under.test")));
        return jars;
    }
}
