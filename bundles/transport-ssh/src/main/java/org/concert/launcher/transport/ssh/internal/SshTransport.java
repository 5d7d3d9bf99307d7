/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.Transport;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.api.UserEnvironment;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Opens other machines by SSH. */
@Component(name = "org.concert.launcher.transport.ssh", service = Transport.class)
public final class SshTransport implements Transport {

    private static final Duration LONGEST_CONFIGURATION = Duration.ofSeconds(10);

    private final SshLogin login;
    private final List<String> options;

    /** Names the ssh_config file to use; ssh itself knows only that in the home folder that the system has for a user. */
    private static final String CONFIG_VARIABLE = "CONCERT_LAUNCHER_SSH_CONFIG";

    /** Names a key to be tried before all others, as the Python original had it. */
    private static final String KEY_VARIABLE = "CONCERT_LAUNCHER_SSH_KEY";

    /** Names the file of known host keys, as the Python original had it. */
    private static final String KNOWN_HOSTS_VARIABLE = "CONCERT_LAUNCHER_KNOWN_HOSTS";

    /** Create the transport with the ssh_config, keys and agent of the user. */
    @Activate
    public SshTransport() {
        this(Map.of());
    }

    /**
     * Create a transport.
     *
     * @param variables what replaces variables of the environment
     */
    public SshTransport(Map<String, String> variables) {
        Map<String, String> environment = UserEnvironment.variables();
        environment.putAll(variables);
        String home = environment.getOrDefault("HOME", "");
        Path folder = Path.of(home.startsWith("/") ? home : System.getProperty("user.home"));
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path secrets = (config.startsWith("/") ? Path.of(config) : folder.resolve(".config"))
                .resolve("concert-launcher/secrets");
        this.options = options(environment);
        this.login = new SshLogin(
                new SshConfiguration(variables, folder, options, LONGEST_CONFIGURATION),
                new Authentication(environment, new Secrets(new SecretFile(secrets), new TerminalPrompt())));
    }

    @Deactivate
    void close() {
        EcdsaKeys.withdraw();
    }

    private static List<String> options(Map<String, String> environment) {
        List<String> options = new ArrayList<>();
        file(environment, CONFIG_VARIABLE).ifPresent(file -> options.addAll(List.of("-F", file)));
        file(environment, KEY_VARIABLE).ifPresent(file -> options.addAll(List.of("-o", "IdentityFile=" + file)));
        file(environment, KNOWN_HOSTS_VARIABLE)
                .ifPresent(file -> options.addAll(List.of("-o", "UserKnownHostsFile=" + file)));
        return List.copyOf(options);
    }

    private static Optional<String> file(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(file -> !file.isEmpty());
    }

    @Override
    public String name() {
        return "ssh";
    }

    /** Every name of a machine is one for SSH, save for those that say by which transport they are reached. */
    @Override
    public boolean serves(Target target) {
        return target.container() == null
                && !target.machine().equals(Target.LOCAL)
                && !target.machine().contains(Target.SCHEME_END);
    }

    @Override
    public Host open(Target target, Machines machines) throws TransportException, InterruptedException {
        SshDestination destination = SshDestination.parse(target.machine());
        return new SshHost(target, destination, options, login.open(target.machine(), destination));
    }
}
