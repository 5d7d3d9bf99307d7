/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.concert.launcher.access.AuditEntry;
import org.concert.launcher.access.AuditJson;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.cli.internal.arguments.AskedFor;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.view.Paint;
import org.concert.launcher.cli.internal.view.PlainText;
import org.concert.launcher.cli.internal.view.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows who asked for what. */
@Command(
        name = "audit",
        customSynopsis = "concert_launcher audit [-n N] [--user USER] [--process NAME] [--json]",
        header = "Show who started and stopped what, from where.",
        description = {"", "The newest come last. What was refused or denied is shown with the reason.", ""},
        footerHeading = "%nExamples:%n",
        footer = {"  concert_launcher audit --process xbot2", "  concert_launcher audit -n 1000 --json"})
public final class AuditCommand implements Callable<Integer> {

    private static final String NOTHING = "-";

    private final Environment environment;

    @Option(names = "-n", paramLabel = "N", description = "How many at most. Default: 50.")
    private int most = 50;

    @Option(names = "--user", paramLabel = "USER", description = "Only what this user asked for.")
    private @Nullable String user;

    @Option(names = "--process", paramLabel = "NAME", description = "Only what was asked of this process.")
    private @Nullable String process;

    @Option(names = "--json", description = "Print JSON, an object in each line.")
    private boolean json;

    /** Create the command for one command line. */
    public AuditCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws LauncherException {
        List<AuditEntry> entries = new ArrayList<>(AskedFor.newest(environment, Math.max(1, most), this::isWanted));
        Collections.reverse(entries);
        if (json) {
            entries.forEach(entry -> environment.out().println(AuditJson.text(entry)));
        } else {
            ZoneId zone = environment.zone().get();
            // Those that name none, such as a log-in, are of no robot.
            boolean several = entries.stream()
                            .map(AuditEntry::session)
                            .filter(session -> !session.isEmpty())
                            .distinct()
                            .count()
                    > 1;
            List<String[]> rows = new ArrayList<>();
            rows.add(shown(several, "TIME", "USER", "FROM", "ACTION", "RESULT", "SESSION", "WHAT"));
            entries.forEach(entry -> rows.add(row(entry, zone, several)));
            Table.lines(rows, Paint.of(environment.colour())).forEach(environment.out()::println);
        }
        return ExitCode.DONE;
    }

    private boolean isWanted(AuditEntry entry) {
        return (user == null || entry.user().equals(user))
                && (process == null || entry.processes().contains(process));
    }

    private static String[] row(AuditEntry entry, ZoneId zone, boolean several) {
        List<String> what = new ArrayList<>(entry.processes());
        entry.variants().forEach(variant -> what.add("-v " + variant));
        PlainText.params(entry.params()).forEach(param -> what.add("-p " + param));
        what.add(entry.reason().isEmpty() ? "" : "(" + entry.reason() + ")");
        String text = what.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
        return shown(
                several,
                PlainText.time(entry.time(), zone),
                PlainText.of(entry.user()),
                PlainText.of(entry.source()),
                PlainText.of(entry.action()),
                entry.result().name().toLowerCase(Locale.ROOT),
                entry.session().isEmpty() ? NOTHING : PlainText.of(entry.session()),
                text.isEmpty() ? NOTHING : PlainText.of(text));
    }

    /** The last but one says of which robot it is, where there are several. */
    private static String[] shown(boolean several, String... cells) {
        List<String> all = new ArrayList<>(List.of(cells));
        if (!several) {
            all.remove(all.size() - 2);
        }
        return all.toArray(String[]::new);
    }
}
