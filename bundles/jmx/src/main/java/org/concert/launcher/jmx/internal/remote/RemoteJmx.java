/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal.remote;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.rmi.AlreadyBoundException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import org.concert.launcher.access.AccessFiles;
import org.concert.launcher.access.AuditLog;
import org.concert.launcher.access.Credentials;
import org.concert.launcher.access.DenialLog;
import org.concert.launcher.access.Settings;
import org.concert.launcher.api.UserEnvironment;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JMX over the network, while the settings name a port: by TLS, for our users, at
 * {@code service:jmx:rmi:///jndi/rmi://HOST:PORT/jmxrmi}. Registry, log-in and connections share the port.
 */
@Component(name = RemoteJmxSettings.PID, immediate = true)
@Designate(ocd = RemoteJmxSettings.class)
public final class RemoteJmx {

    private static final Logger logger = LoggerFactory.getLogger(RemoteJmx.class);

    static final String PREFIX = "org.concert.launcher.jmx.";

    private static final String NAME = "jmxrmi";

    /** What arguments of operations are made of. */
    private static final String ARGUMENTS =
            "maxdepth=20;maxarray=10000;java.lang.*;java.math.*;java.util.*;java.time.*;"
                    + "javax.management.**;java.rmi.MarshalledObject;javax.security.auth.Subject;java.security.*;!*";

    private static final String PAIR_OF_TEXTS = "maxarray=10;java.lang.String;!*";

    static final int MOST_THREADS = 100;

    /** Settings of RMI in this JDK, which knows no others: as many threads as connections, which may be silent for hours. */
    private static final Map<String, String> LIMITS = Map.of(
            "sun.rmi.transport.tcp.maxConnectionThreads",
            Integer.toString(MOST_THREADS),
            // Also how long who connects may say nothing. RMI's clients open another when one was closed.
            "sun.rmi.transport.tcp.readTimeout",
            "5000",
            // Nobody but we ourselves may put anything into the registry, as others of this machine else could.
            "sun.rmi.registry.registryFilter",
            "!*");

    private @Nullable JMXConnectorServer server;
    private @Nullable Registry registry;

    /** Create it, and serve if the settings say so; why it cannot is logged. */
    @Activate
    public RemoteJmx(BundleContext context, Map<String, Object> configuration, @Reference Credentials credentials) {
        try {
            var given = new Settings(configuration, PREFIX, context::getProperty);
            Optional<RemoteSettings> settings = RemoteSettings.of(given::get, System::nanoTime);
            if (settings.isPresent()) {
                serve(
                        settings.get(),
                        credentials,
                        AccessFiles.audit(context::getProperty, UserEnvironment.variables()));
                // Goes with this bundle.
                context.registerService(JMXConnectorServer.class, Objects.requireNonNull(server), null);
            }
        } catch (IOException | AlreadyBoundException e) {
            logger.error("Cannot serve JMX over the network: {}", e.getMessage(), e);
            close();
        }
    }

    private void serve(RemoteSettings settings, Credentials credentials, AuditLog log)
            throws IOException, AlreadyBoundException {
        LIMITS.forEach(RemoteJmx::setUnlessSet);
        // What clients are told to connect to. By itself RMI tells them an address, which may be 127.0.1.1.
        setUnlessSet(
                "java.rmi.server.hostname",
                settings.host().isAnyLocalAddress()
                        ? InetAddress.getLocalHost().getHostName()
                        : settings.host().getHostAddress());
        var denials = new DenialLog(log, Clock.systemUTC(), System::nanoTime);
        Map<String, ?> environment = Map.of(
                JMXConnectorServer.AUTHENTICATOR,
                new UserAuthenticator(credentials, denials),
                RMIConnectorServer.CREDENTIALS_FILTER_PATTERN,
                PAIR_OF_TEXTS,
                RMIConnectorServer.SERIAL_FILTER_PATTERN,
                ARGUMENTS);
        MBeanServer mbeans = ManagementFactory.getPlatformMBeanServer();
        MBeanServer nobodys = GuardedMBeans.ofNobody(mbeans, denials);
        var ofUsers = new UserServer(
                settings,
                environment,
                nobodys,
                account -> GuardedMBeans.of(mbeans, denials, account, UserAuthenticator.clientAddress()));
        var url = new JMXServiceURL("rmi", settings.host().getHostAddress(), settings.port());
        server = new RMIConnectorServer(url, environment, ofUsers, nobodys);
        server.start();
        registry = LocateRegistry.createRegistry(settings.port(), new SslRMIClientSocketFactory(), settings.sockets());
        registry.bind(NAME, ofUsers.toStub());
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    @Deactivate
    void close() {
        try {
            if (registry != null) {
                UnicastRemoteObject.unexportObject(registry, true);
            }
            if (server != null) {
                server.stop();
            }
        } catch (IOException e) {
            logger.warn("Cannot end JMX over the network properly: {}", e.getMessage(), e);
        }
    }
}
