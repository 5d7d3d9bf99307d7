/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.concert.launcher.access.AccessFiles;
import org.concert.launcher.access.TrustedNetworks;
import org.concert.launcher.access.Users;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.cli.internal.arguments.SettingsFolder;
import org.concert.launcher.cli.internal.serve.Address;
import org.concert.launcher.cli.internal.serve.LogSettings;
import org.concert.launcher.cli.internal.serve.ServeException;
import org.concert.launcher.cli.internal.serve.Serving;
import org.concert.launcher.cli.internal.serve.SettingsFiles;
import org.concert.launcher.cli.internal.serve.Tls;
import org.concert.launcher.cli.internal.service.JournalStream;
import org.concert.launcher.cli.internal.service.ServiceManager;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.LauncherConfigReader;
import org.concert.launcher.config.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Serves the launcher file over JMX and HTTP until it is told to stop. */
@Command(
        name = "serve",
        customSynopsis =
                "concert_launcher serve [--port PORT] [--bind ADDRESS] [--trust CIDR] [--jmx-port PORT]" + " [-c FILE]",
        header = "Serve the processes over JMX and HTTP, until Ctrl-C or SIGTERM.",
        description = {
            "",
            "Runs the launcher as OSGi bundles: every process is a JMX MBean, and Jolokia shows and steers them over"
                    + " HTTP. Restart policies act while it runs. Ending it leaves the processes running.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher serve",
            "  curl -s 'http://127.0.0.1:8778/jolokia/read/org.concert.launcher:type=Process,*/State'"
        })
public final class ServeCommand implements Callable<Integer> {

    private final Environment environment;
    private final LauncherAccess access;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8778",
            description = "The port of HTTP; 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "The address of HTTP; one that others can reach needs users and TLS. Default: ${DEFAULT-VALUE}.")
    private String bind = "127.0.0.1";

    @Option(
            names = "--jmx-port",
            paramLabel = "PORT",
            description = "Serve JMX over the network, too, by TLS and for users only. Default: not at all;"
                    + " this machine's JConsole needs no port.")
    private @Nullable Integer jmxPort;

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description =
                    "Serve by TLS with the key in this PKCS12 file. Default: tls.p12 of the settings, if it is there.")
    private @Nullable Path tlsKeystore;

    @Option(
            names = "--tls-password-file",
            paramLabel = "FILE",
            description =
                    "Holds the password of the key, for nobody else to read. Default: tls.password of the settings.")
    private @Nullable Path tlsPasswordFile;

    @Option(
            names = "--trust",
            paramLabel = "CIDR",
            split = ",",
            description = "Everybody in this network (10.24.0.0/16) may start and stop, by HTTP without TLS and without"
                    + " log-in, as the robots' GUIs need it; nobody else on other machines gets in. Default: none.")
    private List<String> trust = List.of();

    @Mixin
    private SettingsFolder settings = new SettingsFolder();

    /** Create the command for one command line. */
    public ServeCommand(Environment environment, LauncherAccess access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        try {
            Path home = home();
            LogSettings.apply(SettingsFiles.named("logging.properties", home, settings.of(home)), isLogLevelGiven());
            if (JournalStream.isStandardError(environment.variables())) {
                LogSettings.leaveTimesToTheJournal();
            }
            return serve(home);
        } catch (ServeException e) {
            environment.err().println("concert_launcher: " + e.getMessage());
            return ExitCode.FAILED;
        } catch (IOException e) {
            environment.err().println("concert_launcher: Cannot keep the cache of the OSGi framework: " + e);
            return ExitCode.FAILED;
        }
    }

    private int serve(Path home) throws LauncherException, ServeException, IOException, InterruptedException {
        LauncherConfig config = LauncherConfigReader.read(access.files());
        Path etc = settings.of(home);
        TrustedNetworks trusted = trusted();
        Optional<Tls> tls = Tls.of(etc, tlsKeystore, tlsPasswordFile);
        boolean users =
                !new Users(AccessFiles.users(System::getProperty)).now().users().isEmpty();
        Address address = Address.of(bind, port, users, tls.isPresent(), !trusted.isEmpty());
        Optional<Address> jmx =
                jmxPort == null ? Optional.empty() : Optional.of(address.ofJmx(jmxPort, users, tls.isPresent()));
        for (Problem warning : config.warnings()) {
            environment.err().println(new Problem(warning.place(), "warning: " + warning.message()));
        }
        environment.err().flush();
        address.requireFree("--port");
        if (jmx.isPresent()) {
            jmx.get().requireFree("--jmx-port");
        }
        try (Serving serving = Serving.begin(home, etc, config, address, jmx, tls, trusted, environment.variables())) {
            ServiceManager manager = new ServiceManager(environment.variables());
            serving.awaitUrl(address, jmx.isPresent(), tls.isPresent() && trusted.isEmpty() ? "https" : "http")
                    .ifPresent(url -> {
                        tell(announcement(config, url, jmx, trusted, access.typed("status")));
                        manager.ready("Serving " + config.file() + " at " + url, serving::answers);
                    });
            int code = serving.awaitEnd();
            manager.stopping();
            tell("Stopping. The processes run on; '" + access.typed("status") + "' shows them.");
            return code;
        }
    }

    private TrustedNetworks trusted() throws LauncherException {
        if (!trust.isEmpty() && tlsKeystore != null) {
            throw new LauncherException(
                    "Cannot trust a network and serve by TLS: who is trusted comes by HTTP; leave out"
                            + " --trust or --tls-keystore");
        }
        try {
            return TrustedNetworks.parse(trust);
        } catch (IllegalArgumentException e) {
            throw new LauncherException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String trustedWords(TrustedNetworks trusted) {
        return "  Trusted: " + String.join(", ", trusted.names())
                + "; everybody there may start and stop, without log-in and without TLS";
    }

    private static Path home() throws ServeException {
        String home = System.getProperty("concert.launcher.home");
        if (home == null) {
            throw new ServeException("Cannot serve: the system property concert.launcher.home is not set;"
                    + " start it by bin/concert_launcher of the distribution");
        }
        return Path.of(home);
    }

    private static String announcement(
            LauncherConfig config, String url, Optional<Address> jmx, TrustedNetworks trusted, String status) {
        int count = config.processes().size();
        String example = config.processes().values().stream()
                .findFirst()
                .map(process -> "/read/org.concert.launcher:type=Process,session="
                        + process.placement().session() + ",name=" + process.name() + "/State")
                .orElse("/version");
        return String.join(
                System.lineSeparator(),
                "Serving " + config.file(),
                "  " + count + (count == 1 ? " process" : " processes") + ", tmux session " + config.session(),
                "  Web console: " + url + "/",
                "  JMX over HTTP (Jolokia): " + url + "/jolokia"
                        + jmx.map(address -> System.lineSeparator() + "  JMX: service:jmx:rmi:///jndi/rmi://"
                                        + address.authority(address.port()) + "/jmxrmi")
                                .orElse("")
                        + (trusted.isEmpty() ? "" : System.lineSeparator() + trustedWords(trusted)),
                "Try next, in another terminal:",
                "  curl -s '" + url + "/jolokia" + example + "'",
                "  " + status,
                "Ctrl-C ends serving; the processes run on.");
    }

    private void tell(String text) {
        environment.out().println(text);
        environment.out().flush();
    }

    /** Return whether the user named a level: the default of the other commands is too quiet here. */
    private boolean isLogLevelGiven() {
        for (CommandSpec level = spec; level != null; level = level.parent()) {
            ParseResult parsed = level.commandLine().getParseResult();
            if (parsed != null && parsed.hasMatchedOption('l')) {
                return true;
            }
        }
        return false;
    }
}
