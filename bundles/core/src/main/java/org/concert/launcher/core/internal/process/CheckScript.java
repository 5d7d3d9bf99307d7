/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.config.CheckKind;
import org.concert.launcher.config.CheckKind.Listening;
import org.concert.launcher.config.LinePattern;
import org.concert.launcher.core.internal.agent.AgentResult;
import org.concert.launcher.core.internal.agent.ScriptTimeoutException;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.Place;
import org.concert.launcher.core.internal.script.Resource;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes the script that asks a process all that it is asked by, which runs where that does, in its folder and environment. Its output is
 * read where it is captured, which is not in a container. Lives on the loop.
 */
final class CheckScript {

    /** Begins the line in which checks.sh tells why a check fails. */
    private static final String TOLD = "concert-check: ";

    /** What bash says of itself when it has no terminal, not what a check prints; also "exit", where that is called. */
    private static final List<String> BASH_WITHOUT_TERMINAL =
            List.of("bash: cannot set terminal process group", "bash: no job control in this shell");

    private static final String FUNCTIONS = Resource.text(CheckScript.class, "checks.sh");

    private static final Set<String> ANY = Set.of("0".repeat(8), "0".repeat(32));

    private final ProcessEntry entry;
    private final ProcessContext context;

    CheckScript(ProcessEntry entry, ProcessContext context) {
        this.entry = entry;
        this.context = context;
    }

    /**
     * Return what a process is asked by, by key, in the order in which it is; empty if nothing is asked.
     *
     * @param beginning that of the keys: {@link CheckKind#READY} or {@link CheckKind#ALIVE}
     */
    static Map<String, String> checks(LaunchStep step, String beginning) {
        Map<String, String> checks = new LinkedHashMap<>();
        for (CheckKind kind : CheckKind.values()) {
            step.checks().forEach((key, check) -> {
                if (key.startsWith(beginning) && CheckKind.of(key).orElseThrow() == kind) {
                    checks.put(key, check);
                }
            });
        }
        return checks;
    }

    /** Return the key of the last of such checks, which is the one that takes its time. */
    static String lastKey(Map<String, String> checks) {
        return List.copyOf(checks.keySet()).get(checks.size() - 1);
    }

    /**
     * Return the script of checks of what runs in a pane; completed on the loop.
     *
     * @param step how it was started
     * @param checks at least one of it, as {@link #checks} has them
     */
    CompletableFuture<String> of(PaneRecord pane, Place place, LaunchStep step, Map<String, String> checks) {
        List<String> lines = new ArrayList<>();
        List<String> commands = new ArrayList<>();
        checks.forEach((key, check) -> {
            switch (CheckKind.of(key).orElseThrow()) {
                case PORT -> lines.add(listens(key, check) + " || exit 1");
                case LOG -> {
                    if (entry.container() == null) {
                        lines.add(printed(pane, check) + " || exit 1");
                    }
                }
                case HTTP -> lines.add(call("answers", key, check) + " || exit 1");
                case COMMAND -> commands.add(check);
            }
        });
        String first = lines.isEmpty() ? "" : FUNCTIONS + String.join("\n", lines) + "\n";
        if (commands.isEmpty()) {
            return CompletableFuture.completedFuture(first);
        }
        Loop loop = context.loop();
        // In a container nothing of tmux is there; and a check does without what cannot be asked.
        CompletableFuture<Map<String, String>> tmux = entry.container() != null
                ? CompletableFuture.completedFuture(Map.of())
                : entry.link()
                        .server()
                        .map(server -> server.environment(pane.paneId()))
                        .orElseGet(() -> CompletableFuture.completedFuture(Map.of()));
        return loop.either(
                tmux,
                (known, failure) -> CompletableFuture.completedFuture(first
                        + new ProcessCommand(entry.config(), step)
                                .withLog(pane.start().logFile())
                                .probe(
                                        place,
                                        commands.get(0),
                                        context.folders().of(entry),
                                        pane.start().run(),
                                        known == null ? Map.of() : known)));
    }

    /** Return the script that looks for a line of the output, to be run outside of any container. */
    static String printed(PaneRecord pane, String regex) {
        return call("printed", CheckKind.LOG.readyKey(), pane.start().logFile(), LinePattern.forGrep(regex), regex);
    }

    /** Return the same by itself. */
    static String printedAlone(PaneRecord pane, String regex) {
        return FUNCTIONS + printed(pane, regex) + "\n";
    }

    static String listens(String key, String check) {
        Listening wanted = CheckKind.listening(check);
        if (wanted == null) {
            throw new IllegalArgumentException(key + ": " + CheckKind.PORT.complaint(check));
        }
        List<String> words = new ArrayList<>(List.of("listens", key, check, "%04X".formatted(wanted.port())));
        String host = wanted.host();
        if (host != null) {
            words.addAll(ANY);
            words.addAll(addresses(host));
        }
        return ShellQuote.words(words);
    }

    /** Return an address as /proc/net/tcp or tcp6 has it, and as the other has it where there is such a thing. */
    private static Set<String> addresses(String host) {
        if (host.equals("localhost")) {
            Set<String> both = new TreeSet<>(addresses("127.0.0.1"));
            both.addAll(addresses("::1"));
            return both;
        }
        try {
            // Nothing but an address gets here, so nobody is asked for a name.
            String hex = inWords(InetAddress.getByName(host).getAddress());
            return hex.length() == 8 ? Set.of(hex, "0".repeat(16) + "FFFF0000" + hex) : Set.of(hex);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(host + " is no address", e);
        }
    }

    /** The kernel prints an address in words of 32 bits, each as it lies in the memory of a little-endian machine. */
    private static String inWords(byte[] address) {
        StringBuilder hex = new StringBuilder();
        for (int word = 0; word < address.length; word += 4) {
            for (int at = 3; at >= 0; at--) {
                hex.append("%02X".formatted(address[word + at] & 0xFF));
            }
        }
        return hex.toString().toUpperCase(Locale.ROOT);
    }

    private static String call(String... words) {
        return ShellQuote.words(List.of(words));
    }

    /**
     * Return why checks did not pass.
     *
     * @param key that of the last
     */
    static String why(String key, @Nullable AgentResult result, @Nullable Throwable failure) {
        if (result == null) {
            return key + ": "
                    + (failure instanceof ScriptTimeoutException
                            ? "no end within " + ReadyTime.words(ReadinessProbe.LONGEST_CHECK)
                            : Loop.reason(failure));
        }
        String last = lastLine(result.output());
        return last.startsWith(TOLD)
                ? last.substring(TOLD.length())
                : key + ": exit code " + result.exitCode() + (last.isEmpty() ? "" : ": " + last);
    }

    private static String lastLine(String output) {
        return output.lines()
                .filter(line -> BASH_WITHOUT_TERMINAL.stream().noneMatch(line::startsWith))
                .filter(line -> !line.isBlank() && !line.equals(OutputLine.EXIT_OF_BASH))
                .reduce((first, second) -> second)
                .map(String::strip)
                .orElse("");
    }
}
