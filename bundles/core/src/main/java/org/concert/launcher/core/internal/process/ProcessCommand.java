/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.machine.Place;
import org.concert.launcher.core.internal.script.KeptStartUp;
import org.concert.launcher.core.internal.script.LoginEnvironment;
import org.concert.launcher.core.internal.window.PaneFormat;
import org.concert.launcher.core.internal.window.TerminalLeader;
import org.jspecify.annotations.Nullable;

/** Puts together what is run for a process: in its window, and to probe for its readiness in the same place. */
public final class ProcessCommand {

    /** The environment variable that every process of a run carries; its tree is found by it. */
    public static final String RUN_VARIABLE = "CONCERT_LAUNCHER_RUN";

    /** The environment variable that names the file in which the output of a process is captured, on its machine. */
    static final String LOG_VARIABLE = "CONCERT_LAUNCHER_LOG";

    /** The environment variable that everything carries that a check begins; it tells the run that is checked. */
    private static final String CHECK_VARIABLE = "CONCERT_LAUNCHER_CHECK_OF";

    /** Linux takes no longer argument or variable: MAX_ARG_STRLEN, 32 pages (execve(2)), with the NUL at its end. */
    private static final int LONGEST_ARGUMENT = 128 * 1024 - 1 - TerminalLeader.OVERHEAD;

    /** Goes to a folder and runs the rest; a tilde at the folder's beginning is the home folder there. */
    private static final String CHANGE_FOLDER = "folder=$1; shift; "
            + "case $folder in '~') folder=$HOME ;; '~/'*) folder=$HOME/${folder#'~/'} ;; esac; "
            + "CDPATH= cd -- \"$folder\" && exec \"$@\"";

    /**
     * Runs a command by bash, and tells the terminal when its start-up files have come to their end; see {@link PaneFormat#TOLD_BEGUN}.
     * They may run another shell instead, or ask something. That is told from within them, so that the command sees nothing of
     * it: its exit code, line numbers, traps and all are as they would be. The file that does so has no place; bash reads it before it
     * does anything, and no program of ~/.bashrc inherits it. Ctrl-C ends all start-up files, and bash goes on with the command: then
     * the trap is still there, is run before the first command, and tells. Bash as POSIX has it reads no such file.
     */
    private static final String ANNOUNCED = """
            exec 9<<'rc'
            exec 9<&-
            __concert_begun() {
                local status=$?
                unset -f __concert_begun
                { builtin printf 'MARK' > /dev/tty || builtin printf 'MARK'; } 2> /dev/null
                return "$status"
            }
            if [ -r ~/.bashrc ]; then
                trap 'case $BASH_COMMAND in
                    ". ~/.bashrc") ;;
                    __concert_begun) trap - DEBUG ;;
                    *) trap - DEBUG; __concert_begun ;;
                esac' DEBUG
                . ~/.bashrc
            fi
            __concert_begun || return
            rc
            if [ -r /dev/fd/9 ] && [ -z "${POSIXLY_CORRECT+x}" ]; then exec bash --rcfile /dev/fd/9 -ic "$1"; fi
            exec 9<&-
            { printf 'MARK' > /dev/tty || printf 'MARK'; } 2> /dev/null
            exec bash -ic "$1"
            """.replace("MARK", "\\0337\\r\\033H\\0338\\033]7;concert-launcher\\007");

    private final ProcessConfig config;
    private final LaunchStep step;
    private final Map<String, String> env;
    private final @Nullable String cwd;

    /**
     * Create the commands of one process.
     *
     * @param step how it is started, or was
     */
    public ProcessCommand(ProcessConfig config, LaunchStep step) {
        this(config, step, step.env());
    }

    private ProcessCommand(ProcessConfig config, LaunchStep step, Map<String, String> env) {
        this.config = config;
        this.step = step;
        this.env = env;
        this.cwd = step.cwd();
    }

    /** Return the commands with the name of the log in their environment; in a container there is no such file. */
    ProcessCommand withLog(String logFile) {
        if (logFile.isEmpty() || step.container() != null) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(env);
        more.put(LOG_VARIABLE, logFile);
        return new ProcessCommand(config, step, more);
    }

    /** Return why a command cannot be run, or null if it can. */
    public static @Nullable String complaint(String command) {
        int length = command.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_ARGUMENT) {
            return "its command is %d bytes long, and Linux takes at most %d; put it into a script"
                    .formatted(length, LONGEST_ARGUMENT);
        }
        return command.indexOf('\0') >= 0 ? "its command holds a NUL character, which no command can" : null;
    }

    /**
     * Return the program to run in the window and its arguments.
     *
     * @param place where it runs
     * @param command the resolved command
     * @param title see {@link TerminalLeader#words}
     * @param mark what everything it starts carries in its environment: {@code RUN@ORIGIN}
     */
    public List<String> inWindow(Place place, String command, String title, String mark) {
        Map<String, String> environment = new LinkedHashMap<>(env);
        environment.remove(RUN_VARIABLE);
        if (atLogin(place)) {
            environment.putAll(LoginEnvironment.asked(env.keySet()));
        }
        environment.putAll(TerminalLeader.environment(command, mark, config.tty()));
        List<String> shell = announces(place) ? List.of("sh", "-c", ANNOUNCED, "sh", command) : shell(place, command);
        List<String> words = inFolder(shell);
        List<String> led = TerminalLeader.words(
                title,
                place.bash(),
                step.container() == null,
                config.stopTimeout(),
                words.subList(0, words.size() - 1));
        Host.TerminalCommand wrapped = place.host().inTerminal(led, environment);
        return withEnvironment(wrapped.environment(), wrapped.arguments());
    }

    private boolean atLogin(Place place) {
        return place.bash() && step.container() == null;
    }

    /** Return whether the shell of a place tells when it comes to the command; one that reads no start-up files does not. */
    static boolean announces(Place place) {
        return place.bash();
    }

    /** Return a list of programs with the command lines of shells that tell, as those of plain ones. */
    public static String withoutAnnouncing(String programs) {
        return programs.replace("bash --rcfile /dev/fd/9 -ic ", "bash -ic ");
    }

    /** Return a short word for what is run, in which environment and folder: it differs when one of these does. */
    public String definition(String command) {
        List<Object> all = new ArrayList<>(List.of(command, cwd == null ? "" : cwd, env));
        if (!config.tty()) {
            all.add(false);
        }
        return Integer.toHexString(all.hashCode());
    }

    /**
     * Return the script that probes for readiness: the check, in the folder and environment of the process.
     *
     * @param place where it runs
     * @param run the run that is checked
     * @param tmux what a program in the window has in its environment from tmux; empty in a container
     * @param folder the folder in which its window was made; it is one of the machine, so in a container, where the
     *     process starts in the container's own folder, it means nothing
     */
    public String probe(Place place, String check, String folder, String run, Map<String, String> tmux) {
        Map<String, String> environment = new LinkedHashMap<>(tmux);
        environment.putAll(env);
        environment.put(CHECK_VARIABLE, run);
        List<String> words = inFolder(place.bash() ? KeptStartUp.words(check) : shell(place, check));
        if (place.bash()) {
            environment.putAll(KeptStartUp.asked(whatStartUpDependsOn()));
        }
        if (atLogin(place)) {
            environment.putAll(LoginEnvironment.asked(env.keySet()));
            words = LoginEnvironment.words(words);
        }
        List<String> inPlace = withEnvironment(environment, words);
        String goThere = step.container() == null ? "cd " + ShellQuote.word(folder) + " && " : "";
        return goThere + "exec " + ShellQuote.words(inPlace);
    }

    private List<?> whatStartUpDependsOn() {
        Map<String, String> own = new LinkedHashMap<>(env);
        own.remove(LOG_VARIABLE);
        String container = step.container();
        return List.of(step.machine(), container == null ? "" : container, own);
    }

    /** Return the words that run a command by the shell of a place: a bash that has read ~/.bashrc, where there is one. */
    static List<String> shell(Place place, String command) {
        return place.bash() ? List.of("bash", "-ic", command) : List.of("sh", "-c", command);
    }

    private List<String> inFolder(List<String> command) {
        return cwd == null ? command : joined(List.of("sh", "-c", CHANGE_FOLDER, "sh", cwd), command);
    }

    /** Set by env and not by tmux: an option of new-session would set it for the whole session. */
    private static List<String> withEnvironment(Map<String, String> environment, List<String> command) {
        List<String> settings = new ArrayList<>();
        environment.forEach((name, value) -> settings.add(name + "=" + value));
        return settings.isEmpty() ? command : joined(joined(List.of("env"), settings), command);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
