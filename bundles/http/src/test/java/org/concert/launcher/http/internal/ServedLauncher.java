/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.concert.launcher.access.PasswordHash;
import org.concert.launcher.api.Launcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.osgi.framework.ServiceRegistration;

/** A server for a class of tests, and in it a launcher of its own for each test. */
final class ServedLauncher implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {

    static final String PASSWORD = "correct horse";

    /** One of {@link #PASSWORD} that is checked a hundred times sooner: by so few iterations as a file of users may have. */
    static final PasswordHash QUICK_HASH = PasswordHash.parse(
                    "$pbkdf2-sha512$i=1000$MDEyMzQ1Njc4OWFiY2RlZg$OM0FAoIqCVK1sWtxDiffVlBejtLa+ks4TP71JiecwuSZCG8iLbnlIEPOMoVX+i2B2wkSxjQ8CRGR9OkNGuIPMQ")
            .orElseThrow();

    /** What the framework of a class has beyond what every test needs. */
    @FunctionalInterface
    interface Properties {

        /** Return them, for a folder that lasts as long as the framework. */
        Map<String, String> in(Path folder) throws Exception;
    }

    private final Properties properties;
    private @Nullable Path folder;
    private @Nullable FelixServer server;
    private OneProcessLauncher launcher = new OneProcessLauncher();
    private @Nullable ServiceRegistration<Launcher> shown;

    ServedLauncher() {
        this(anyFolder -> Map.of());
    }

    ServedLauncher(Properties properties) {
        this.properties = properties;
    }

    FelixServer server() {
        return Objects.requireNonNull(server);
    }

    OneProcessLauncher launcher() {
        return launcher;
    }

    /** Take the launcher away, as when its bundle stops. */
    void hide() {
        if (shown != null) {
            shown.unregister();
            shown = null;
        }
    }

    void show() {
        shown = server().context().registerService(Launcher.class, launcher, null);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Path made = Files.createTempDirectory("felix");
        folder = made;
        server = new FelixServer(Files.createDirectory(made.resolve("cache")), properties.in(made));
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        server().close();
        List<Path> all;
        try (Stream<Path> walk = Files.walk(Objects.requireNonNull(folder))) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        launcher = new OneProcessLauncher();
        show();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        hide();
    }
}
