/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is noted on a pane when it is made, so that every launcher can tell with what it was started.
 *
 * @param run the run id: unique to this start, and in the environment of everything it starts
 * @param startMillis when, in milliseconds since 1970, by the clock of the launcher that started it
 * @param uptimeMillis when, in milliseconds since the boot of its machine; 0 where that was not noted
 * @param madeSeconds when, in seconds since 1970, by the clock of its machine; noted by tmux apart from the rest, and 0
 *     where it was not
 * @param variants the variants it was started with
 * @param params the parameters it was started with
 * @param logFile the absolute path its output is captured in, on its machine
 * @param definition a short word that differs when something else is run; empty where that was not noted
 * @param announced whether its shell tells on the pane when it comes to the command; see {@link PaneFormat#BEGUN}
 * @param source what it was started from
 * @param version the version of the marks on the pane; 0 of 0.1.0, which noted none. See {@link #VERSION}
 */
public record StartMark(
        String run,
        long startMillis,
        long uptimeMillis,
        long madeSeconds,
        List<String> variants,
        Map<String, String> params,
        String logFile,
        String definition,
        boolean announced,
        Source source,
        int version) {

    /**
     * The version of the marks that this launcher writes. It reads those of all versions down to 0; of newer ones what it knows. To be raised when
     * a mark is written that an older launcher would take for something else.
     */
    public static final int VERSION = 1;

    /** What of a command is noted at most: it is told with each list of panes. */
    private static final int MOST_OF_A_COMMAND = 2000;

    private static final String CUT = "...";

    /**
     * What a process was started from, for launchers of a file that says something else of it, or nothing.
     *
     * @param file the launcher file
     * @param command its command; a long one is cut
     * @param container the container it runs in, or null
     */
    public record Source(
            FileMark file, String command, @Nullable String container) {

        /** What nobody has noted. */
        public static final Source NONE = new Source(FileMark.NONE, "", null);

        /** Cut what is long. */
        public Source {
            command = command.length() > MOST_OF_A_COMMAND ? command.substring(0, MOST_OF_A_COMMAND) + CUT : command;
        }

        /** Return the command; what is known of it otherwise, if nothing is noted, or only the beginning of that. */
        public String commandOr(String known) {
            boolean cut = command.length() > MOST_OF_A_COMMAND;
            return command.isEmpty() || (cut && known.startsWith(command.substring(0, MOST_OF_A_COMMAND)))
                    ? known
                    : command;
        }
    }

    /** Copy the collections, so that nobody can change them later. */
    public StartMark {
        variants = List.copyOf(variants);
        params = Map.copyOf(params);
    }

    /** Create one of which only the time by the clock of its launcher is known, and whose shell does not tell when it comes to the command. */
    public StartMark(
            String run,
            long startMillis,
            List<String> variants,
            Map<String, String> params,
            String logFile,
            String definition) {
        this(run, startMillis, 0, 0, variants, params, logFile, definition, false, Source.NONE, VERSION);
    }

    /** Return whether a newer launcher has noted it, so that there may be more to it than is read here. */
    public boolean isNewer() {
        return version > VERSION;
    }

    /** Return one word of letters, digits and {@code *_.+%-&=,} that {@link #decode} understands. */
    String encode() {
        return "run=" + encode(run)
                + (version > 0 ? "&marks=" + version : "")
                + "&start=" + startMillis
                + (uptimeMillis > 0 ? "&uptime=" + uptimeMillis : "")
                + "&log=" + encode(logFile)
                + "&definition=" + encode(definition)
                + (announced ? "&shell=tells" : "")
                + encodeSource()
                + encodeLaunch(variants, params);
    }

    /** Return the fields of what a process is started with. */
    static String encodeLaunch(List<String> variants, Map<String, String> params) {
        return "&variants=" + variants.stream().map(StartMark::encode).collect(Collectors.joining(","))
                + "&params="
                + params.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(param -> encode(param.getKey()) + "," + encode(param.getValue()))
                        .collect(Collectors.joining(","));
    }

    private String encodeSource() {
        FileMark file = source.file();
        if (!file.isKnown()) {
            return "";
        }
        String container = source.container();
        return "&host=" + encode(file.host())
                + "&file=" + encode(file.path())
                + (file.realPath().equals(file.path()) ? "" : "&real=" + encode(file.realPath()))
                + (container == null ? "" : "&container=" + encode(container))
                + "&command=" + encode(source.command());
    }

    private static Source decodeSource(Map<String, String> fields) {
        String path = decodeText(fields.getOrDefault("file", ""));
        if (path.isEmpty()) {
            return Source.NONE;
        }
        String real = fields.get("real");
        String container = fields.get("container");
        return new Source(
                new FileMark(decodeText(fields.getOrDefault("host", "")), path, real == null ? path : decodeText(real)),
                decodeText(fields.getOrDefault("command", "")),
                container == null ? null : decodeText(container));
    }

    /** Return the mark that a word stands for, with nothing noted apart from it. */
    static StartMark decode(String word) {
        return decode(word, 0);
    }

    /**
     * Return the mark that a word stands for; what it does not tell is empty.
     *
     * @param madeSeconds what is noted apart from it
     */
    static StartMark decode(String word, long madeSeconds) {
        Map<String, String> fields = fields(word);
        return new StartMark(
                decodeText(fields.getOrDefault("run", "")),
                PaneFormat.number(fields.getOrDefault("start", "")),
                PaneFormat.number(fields.getOrDefault("uptime", "")),
                madeSeconds,
                list(fields.getOrDefault("variants", "")),
                pairs(fields.getOrDefault("params", "")),
                decodeText(fields.getOrDefault("log", "")),
                decodeText(fields.getOrDefault("definition", "")),
                fields.getOrDefault("shell", "").equals("tells"),
                decodeSource(fields),
                (int) PaneFormat.number(fields.getOrDefault("marks", "")));
    }

    /** Return the values of {@code NAME=VALUE&...}, by name, as they stand. */
    static Map<String, String> fields(String word) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : word.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return fields;
    }

    /** Return what a list of names, each with its value behind it, stands for. */
    static Map<String, String> pairs(String text) {
        List<String> words = list(text);
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i + 1 < words.size(); i += 2) {
            pairs.put(words.get(i), words.get(i + 1));
        }
        return pairs;
    }

    /** Return what a list of encoded words stands for. */
    static List<String> list(String text) {
        List<String> words = new ArrayList<>();
        if (!text.isEmpty()) {
            for (String word : text.split(",", -1)) {
                words.add(decodeText(word));
            }
        }
        return words;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Return the text that {@link #encode(String)} was given; a mark that was set by hand is taken as it is. */
    static String decodeText(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
