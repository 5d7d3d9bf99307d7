/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.ops4j.pax.exam.CoreOptions.bootDelegationPackage;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.nat.internal.NativeTestContainer;
import org.ops4j.pax.exam.spi.DefaultExamSystem;
import org.ops4j.pax.exam.spi.PaxExamRuntime;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * A Felix in the JVM of the tests, started by Pax Exam for a class of tests, with the bundles of the distribution at
 * their start levels. Its launcher has a file and a tmux server of its own, those of a {@link Lab}.
 *
 * <p>Tests and bundles share the classes of the API, and of Gogo's, so that tests can use their services; nothing else is
 * shared.
 */
final class ExamFramework implements BeforeAllCallback, AfterAllCallback {

    /** What all frameworks in the JVM share; a class that looks at it, or that others could mistake for theirs, locks it. */
    static final String MBEANS = "the MBeans of the platform";

    private static final int ALL_STARTED = 100;
    private static final String API = "org.concert.launcher.api";
    private static final String SHELL = "org.apache.felix.service.command";

    private final String processes;
    private Lab lab;
    private NativeTestContainer container;
    private Path deploy;
    private int port;

    /**
     * Create one that starts before the first test.
     *
     * @param processes what the launcher file says of processes
     */
    ExamFramework(String processes) {
        this.processes = processes;
    }

    Lab lab() {
        return lab;
    }

    /** Return the folder whose bundles and configurations are taken in. */
    Path deploy() {
        return deploy;
    }

    /** Return the port of HTTP. */
    int port() {
        return port;
    }

    /** Return the context of the framework, to look up services. */
    BundleContext context() {
        return container.getSystemBundle().getBundleContext();
    }

    /** Return the bundle of a symbolic name. */
    Bundle installed(String symbolicName) {
        return Stream.of(context().getBundles())
                .filter(candidate -> symbolicName.equals(candidate.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        lab = new Lab();
        // Makes the folder of the socket; whose name tmux makes of the user's number.
        lab.tmux("list-sessions");
        Path socket = lab.folder()
                .resolve("t/tmux-" + Files.getAttribute(lab.folder(), "unix:uid"))
                .resolve("default");
        Path file = lab.file("launcher.yaml", "context: {session: lab, tmux_socket: " + socket + "}\n" + processes);
        container = (NativeTestContainer) PaxExamRuntime.createContainer(DefaultExamSystem.create(options(file)));
        container.start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        try {
            if (container != null) {
                container.stop();
            }
        } finally {
            lab.close();
        }
    }

    private Option[] options(Path file) throws IOException, InterruptedException {
        Distribution distribution = Distribution.unpack(lab);
        deploy = distribution.deploy();
        port = ListeningSockets.freePort();
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(distribution.home().resolve("etc/framework.properties"))) {
            settings.load(reader);
        }
        List<Option> options = new ArrayList<>(List.of(
                cleanCaches(),
                frameworkStartLevel(ALL_STARTED),
                systemPackages(settings.getProperty(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA)
                        .split(",", -1)),
                bootDelegationPackage(API),
                bootDelegationPackage(SHELL)));
        Map<String, String> properties = new HashMap<>();
        // As serve has them, but for the folders, which are those of its home.
        settings.stringPropertyNames().stream()
                .filter(name -> name.startsWith("felix.fileinstall.")
                        && !settings.getProperty(name).contains("${"))
                .forEach(name -> properties.put(name, settings.getProperty(name)));
        properties.putAll(Map.of(
                Constants.FRAMEWORK_BUNDLE_PARENT,
                Constants.FRAMEWORK_BUNDLE_PARENT_APP,
                "felix.bootdelegation.implicit",
                "false",
                "felix.fileinstall.dir",
                deploy.toString(),
                // Bundles are put there, too.
                "felix.fileinstall.filter",
                ".*",
                "felix.fileinstall.poll",
                "100",
                "org.jolokia.registerWhiteboardServlet",
                "false",
                "org.apache.felix.http.host",
                "127.0.0.1",
                "org.osgi.service.http.port",
                Integer.toString(port),
                "concert.launcher.file",
                file.toString()));
        properties.forEach((name, value) -> options.add(frameworkProperty(name).value(value)));
        for (Path jar : distribution.bundles()) {
            int level = Integer.parseInt(jar.getParent().getFileName().toString());
            options.add(bundle(jar.toUri().toString()).startLevel(level));
        }
        return options.toArray(Option[]::new);
    }
}
