/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.cli.internal.arguments.SettingsFolder;
import org.concert.launcher.cli.internal.service.Units;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.LauncherConfigReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a launcher begin at each boot, or no more, or tells whether it does. */
@Command(
        name = "enable",
        customSynopsis = "concert_launcher enable|disable|is-enabled [FILE] [--user] [OPTION...]",
        header = "Serve a launcher file from each boot on, and now; or no more (disable).",
        description = {
            "",
            "It becomes a service of systemd, concert-launcher@SESSION: restarted when it fails, and watched. The processes live in a"
                    + " unit of their own, concert-launcher-processes@SESSION, and run on when the launcher is restarted, upgraded or"
                    + " ends; a stop of that unit ends them. After a boot the target 'context.boot' is brought up.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sudo concert_launcher enable robot.yaml --as robot   at boot, as the user robot",
            "  concert_launcher enable robot.yaml --user            the same, as a service of your own",
            "  systemctl status concert-launcher@robot",
            "  journalctl -u concert-launcher@robot -f"
        })
public final class EnableCommand implements Callable<Integer> {

    private final Environment environment;
    private final LauncherAccess access;
    private final Action action;

    /** What is asked for. */
    public enum Action {
        /** To begin at each boot, and now. */
        ENABLE,
        /** To begin no more, and to end now. */
        DISABLE,
        /** To tell which of both it is. */
        IS_ENABLED
    }

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The launcher file. Default: that of -c.")
    private @Nullable Path file;

    @Option(
            names = "--user",
            description = "As a service of your own, which needs no root; it lingers when you log out.")
    private boolean ofUser;

    @Option(
            names = "--as",
            paramLabel = "USER",
            description = "Whose processes they are. Default: who called sudo, else the owner of the file.")
    private @Nullable String user;

    @Option(names = "--port", paramLabel = "PORT", description = "The port of HTTP; several robots need several.")
    private @Nullable Integer port;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "The address of HTTP; see 'serve --help'.")
    private @Nullable String bind;

    public EnableCommand(Environment environment, LauncherAccess access, Action action) {
        this.environment = environment;
        this.access = access;
        this.action = action;
    }

    private Path named() throws LauncherException {
        List<Path> files = file == null ? access.files() : List.of(file);
        if (files.size() > 1) {
            throw new LauncherException(
                    "Cannot enable several launcher files: a service has one; name the others in its context.include");
        }
        return files.get(0);
    }

    @Override
    public Integer call() throws LauncherException {
        Path named = named().toAbsolutePath().normalize();
        LauncherConfig config = LauncherConfigReader.read(named);
        String name = config.session();
        Units units =
                new Units(ofUser, environment.variables(), SettingsFolder.home("units"), environment.out()::println);
        switch (action) {
            case ENABLE -> enable(units, named, config);
            case DISABLE -> {
                units.disable(name);
                environment.out().println("The processes run on; this ends them: " + units.typed("stop", name, true));
            }
            case IS_ENABLED -> {
                boolean enabled = units.isEnabled(name);
                environment.out().println(enabled ? "enabled" : "disabled");
                return enabled ? ExitCode.DONE : ExitCode.FAILED;
            }
        }
        environment.out().flush();
        return ExitCode.DONE;
    }

    private void enable(Units units, Path launcherFile, LauncherConfig config) throws LauncherException {
        List<String> options = new ArrayList<>();
        if (port != null) {
            options.addAll(List.of("--port", port.toString()));
        }
        if (bind != null) {
            options.addAll(List.of("--bind", bind));
        }
        String name = config.session();
        units.enable(new Units.Robot(name, launcherFile, ofUser ? null : owner(launcherFile), options));
        environment
                .out()
                .println("%s is served now, and from each boot on. %s%nSee: %s"
                        .formatted(
                                name,
                                config.boot() == null
                                        ? "Nothing is started at boot: 'context.boot' names no target."
                                        : "At boot '" + config.boot() + "' is brought up.",
                                units.typed("status", name, false)));
    }

    private String owner(Path launcherFile) throws LauncherException {
        String caller = environment.variables().get("SUDO_USER");
        if (user != null) {
            return user;
        } else if (caller != null && !caller.isEmpty()) {
            return caller;
        }
        try {
            return Files.getOwner(launcherFile).getName();
        } catch (IOException e) {
            throw new LauncherException("Cannot tell whose " + launcherFile + " is; --as USER says so", e);
        }
    }
}
