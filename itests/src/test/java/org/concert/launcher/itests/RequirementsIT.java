/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * What each bundle requires, it says: with the least there is it resolves and starts, and if any one of that is missing it
 * does not resolve.
 */
@ResourceLock(ExamFramework.MBEANS)
class RequirementsIT {

    private static final String OURS = "org.concert.launcher.";

    /** Names of other sets of bundles that several need. */
    private static final Map<String, String> SETS = Map.of(
            "SCR",
            "org.osgi.util.function org.osgi.util.promise org.osgi.service.component org.apache.felix.scr",
            "LOG",
            "pax-logging-api",
            "WEB",
            "commons-io commons-fileupload org.apache.felix.http.servlet-api org.apache.felix.http.jetty12 jetty-util"
                    + " jetty-io jetty-http jetty-server jetty-security jetty-session jetty-jmx jetty-alpn-server"
                    + " jetty-http2-hpack jetty-http2-common jetty-http2-server jetty-ee10-servlet",
            "JOLOKIA",
            "jolokia-json jolokia-core jolokia-server-core jolokia-service-jmx jolokia-service-serializer");

    @ParameterizedTest
    @CsvSource({
        "api,",
        "tmux, LOG",
        "access, LOG SCR jackson-core",
        "config, api snakeyaml",
        "core, LOG SCR api access jackson-core config snakeyaml tmux",
        "transport.local, LOG SCR api",
        "transport.ssh, LOG SCR api",
        "transport.docker, LOG SCR jackson-core api",
        "jmx, LOG SCR api access json jackson-core",
        "services, LOG SCR api",
        "json, api jackson-core",
        "http, LOG SCR WEB JOLOKIA api access json jackson-core",
        "console, LOG SCR WEB",
        "cli, LOG SCR org.apache.felix.gogo.runtime picocli api access json jackson-core config snakeyaml"
    })
    void bundleStartsWithItsLeastRequirementsAndDoesNotResolveWithoutAnyOfThem(String bundle, String least)
            throws Exception {
        List<Path> jars = least == null ? List.of() : jars(least);
        try (BareFelix felix =
                BareFelix.start(Map.of("org.osgi.service.http.port", "0", "org.apache.felix.http.host", "127.0.0.1"))) {
            felix.install(jars);
            Bundle started = felix.install(FeatureFile.artifact(OURS + bundle));
            felix.startAll();
            assertThat(started.getState()).isEqualTo(Bundle.ACTIVE);
        }

        for (Path missing : jars) {
            try (BareFelix felix = BareFelix.start(Map.of())) {
                List<Path> rest = new ArrayList<>(jars);
                rest.remove(missing);
                felix.install(rest);
                Bundle alone = felix.install(FeatureFile.artifact(OURS + bundle));
                assertThat(felix.resolves(alone))
                        .as(bundle + " without " + missing.getFileName())
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[0.1,1)", "[0.1.0,1.0.0)", "[0.2,1)", "0.2"})
    void userOfAnEarlierOrOfThisVersionOfTheApiResolves(String range, @TempDir Path folder) throws Exception {
        try (BareFelix felix = BareFelix.start(Map.of())) {
            felix.install(FeatureFile.artifact(OURS + "api"));

            Bundle user = felix.install(user(folder, range));
            user.start();

            assertThat(user.getState()).isEqualTo(Bundle.ACTIVE);
        }
    }

    @Test
    void usersOfTwoVersionsOfTheApiShareIt(@TempDir Path folder) throws Exception {
        try (BareFelix felix = BareFelix.start(Map.of())) {
            felix.install(FeatureFile.artifact(OURS + "api"));
            List<Class<?>> seen = new ArrayList<>();

            for (String range : List.of("[0.1,1)", "[0.2,1)")) {
                seen.add(felix.install(user(folder, range)).loadClass("org.concert.launcher.api.Launcher"));
            }

            assertThat(seen.get(0)).isSameAs(seen.get(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1.0,2)", "[0.1,0.2)"})
    void bundleForAnotherApiIsAResolutionErrorThatNamesIt(String range, @TempDir Path folder) throws Exception {
        try (BareFelix felix = BareFelix.start(Map.of())) {
            felix.install(FeatureFile.artifact(OURS + "api"));

            Bundle user = felix.install(user(folder, range));

            assertThatThrownBy(user::start)
                    .isInstanceOfSatisfying(
                            BundleException.class,
                            error -> assertThat(error.getType()).isEqualTo(BundleException.RESOLVE_ERROR))
                    .hasMessageContaining("org.concert.launcher.api");
        }
    }

    private static Path user(Path folder, String range) throws Exception {
        String name = "user" + range.replaceAll("\\W", "_");
        Path file = folder.resolve(name + ".jar");
        BundleJar.write(
                file,
                Map.of(
                        "Bundle-SymbolicName",
                        "org.example." + name,
                        "Import-Package",
                        "org.concert.launcher.api;version=\"" + range + "\""),
                List.of());
        return file;
    }

    private static List<Path> jars(String names) {
        return Stream.of(names.split(" ", -1))
                .flatMap(name -> Stream.of(SETS.getOrDefault(name, name).split(" ", -1)))
                .map(name -> FeatureFile.artifact(isOurs(name) ? OURS + name : name))
                .toList();
    }

    private static boolean isOurs(String name) {
        return List.of("api", "access", "config", "json", "tmux").contains(name);
    }
}
