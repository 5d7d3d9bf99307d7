/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.gogo;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.cli.internal.ShellCommands;
import org.concert.launcher.json.BundleSnapshot;
import org.osgi.annotation.bundle.Requirement;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The commands of a Gogo shell, with the options, the help and the output of those of {@code concert_launcher}. The shell
 * finds them by the properties of the service. Each call is on a thread of the shell.
 */
@Requirement(
        namespace = "osgi.service",
        filter = "(objectClass=org.concert.launcher.api.Launcher)",
        effective = "active")
@Component(
        name = "org.concert.launcher.cli.gogo",
        service = GogoComponent.class,
        property = {
            "osgi.command.scope=" + ShellCommands.SCOPE,
            "osgi.command.function=run",
            "osgi.command.function=kill",
            "osgi.command.function=restart",
            "osgi.command.function=up",
            "osgi.command.function=down",
            "osgi.command.function=status",
            "osgi.command.function=watch",
            "osgi.command.function=plan",
            "osgi.command.function=bundles"
        })
public final class GogoComponent {

    private final List<Launcher> launchers = new CopyOnWriteArrayList<>();
    private final BundleContext context;

    /** Create the component; launchers are bound afterwards. */
    @Activate
    public GogoComponent(BundleContext context) {
        this.context = context;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addLauncher(Launcher launcher) {
        launchers.add(launcher);
    }

    void removeLauncher(Launcher launcher) {
        launchers.remove(launcher);
    }

    /** Start processes. */
    @Descriptor("start processes, and everything they depend on; concert:run --help tells more")
    public void run(
            @Descriptor("names, variants and parameters: NAME... [-v VARIANT...] [-p KEY:=VALUE...] [-w]")
                    String[] arguments) {
        execute("run", arguments);
    }

    /** Stop processes. */
    @Descriptor("stop processes, and everything that depends on them; concert:kill --help tells more")
    public void kill(@Descriptor("names, or all: NAME... | --all [--force]") String[] arguments) {
        execute("kill", arguments);
    }

    /** Stop processes and start them again. */
    @Descriptor("stop processes and start them again; concert:restart --help tells more")
    public void restart(@Descriptor("names: NAME...") String[] arguments) {
        execute("restart", arguments);
    }

    /** Bring up a target. */
    @Descriptor("have all that runs be what a target says; concert:up --help tells more")
    public void up(@Descriptor("the target: [TARGET] [--plan] [--json]") String[] arguments) {
        execute("up", arguments);
    }

    /** Stop all processes. */
    @Descriptor("stop all processes; concert:down --help tells more")
    public void down(@Descriptor("nothing") String[] arguments) {
        execute("down", arguments);
    }

    /** Show what runs. */
    @Descriptor("show what runs; concert:status --help tells more")
    public void status(@Descriptor("names, or all: [NAME...] [--watch] [--pstree] [--json]") String[] arguments) {
        execute("status", arguments);
    }

    /** Show what processes print. */
    @Descriptor("show what processes print; concert:watch --help tells more")
    public void watch(
            @Descriptor("names, or all: [NAME...] [-n LINES] [--grep REGEX] [--no-follow]") String[] arguments) {
        execute("watch", arguments);
    }

    /** Show what a start would run. */
    @Descriptor("show what concert:run would run; concert:plan --help tells more")
    public void plan(
            @Descriptor("names, variants and parameters: NAME... [-v ...] [-p ...] [--json]") String[] arguments) {
        execute("plan", arguments);
    }

    /** Return the bundles there are, a line each, which the shell prints. */
    @Descriptor("show the bundles of the launcher and of others, and whether they work")
    public String bundles() {
        return BundleSnapshot.all(context).stream()
                .map(bundle ->
                        "%4d %-11s %s %s".formatted(bundle.id(), bundle.state(), bundle.name(), bundle.version()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private void execute(String name, String... arguments) {
        new ShellCommand(name).run(List.copyOf(launchers), List.of(arguments));
    }
}
