/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a person does at the tmux server of a lab, and sees there and of the states of processes. */
final class TmuxByHand {

    /** What is not of any launcher runs this, with some number, so that it can be told. */
    static final String FOREIGN = "sleep 30000";

    private static final Pattern STATE = Pattern.compile(
            "\"name\" ?: ?\"([^\"]*)\".*?\"state\" ?: ?\"([A-Z]*)\".*?\"exitCode\" ?: ?(\\w+).*?\"signal\" ?: ?\"?(\\w+)",
            Pattern.DOTALL);

    private final Lab lab;

    TmuxByHand(Lab lab) {
        this.lab = lab;
    }

    /** Return what status says of each process: name, state, and how it ended where that is known. */
    List<String> states() throws IOException, InterruptedException {
        var shown = lab.launcher("status", "--json");
        Matcher matcher = STATE.matcher(shown.stdout());
        return matcher.results()
                .map(process -> (process.group(1) + " " + process.group(2) + " " + process.group(3) + " "
                                + process.group(4))
                        .replace(" null", "")
                        // How it was stopped is no matter here.
                        .replaceAll(" STOPPED .*", " STOPPED"))
                .toList();
    }

    /** Return the windows of a session, each as tmux shows them by a format. */
    List<String> windows(String session, String format) throws IOException, InterruptedException {
        return lab.tmux("list-windows", "-t", "=" + session, "-F", format)
                .lines()
                .toList();
    }

    /** Return the names of the windows of a session. */
    List<String> windows(String session) throws IOException, InterruptedException {
        return windows(session, "#{window_name}");
    }

    /** Return all that there is to see of what is not of any launcher: where it is, what it is called, its options. */
    List<String> foreign() throws IOException, InterruptedException {
        return panes("#{m:*" + FOREIGN + "*,#{pane_start_command}}").stream()
                .map(pane -> {
                    try {
                        String id = pane.substring(0, pane.indexOf(' '));
                        return pane + " " + lab.tmux("show-options", "-p", "-t", id)
                                + lab.tmux("show-options", "-w", "-t", id);
                    } catch (IOException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    /** Return what runs in panes that carry a mark of a launcher, apart from what runs there for a process. */
    List<String> foreignMarked() throws IOException, InterruptedException {
        return panes("#{@concert_process}").stream()
                .filter(pane -> !pane.contains("CONCERT_LAUNCHER_RUN="))
                .toList();
    }

    /** Return the panes for which a format is not empty. */
    private List<String> panes(String filter) throws IOException, InterruptedException {
        return lab.tmux(
                        "list-panes",
                        "-a",
                        "-f",
                        filter,
                        "-F",
                        "#{pane_id} #{window_id} #{session_name}:#{window_index} #{window_name} #{pane_dead} "
                                + "#{pane_start_command}")
                .lines()
                .toList();
    }

    /** Return the id of the pane in which a process runs. */
    String pane(String process) throws IOException, InterruptedException {
        return lab.tmux("list-panes", "-a", "-f", "#{==:#{@concert_process},lab/" + process + "}", "-F", "#{pane_id}")
                .strip();
    }

    /** Be a person with a terminal that shows a session; what is typed there goes to {@link #type}. */
    void attach(String session) throws IOException, InterruptedException {
        lab.run(
                "tmux",
                "-L",
                "outer",
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                "60",
                "-y",
                "12",
                "env -u TMUX tmux -L default attach-session -t =" + session + "; echo detached; cat");
        Lab.await("a person at " + session, () -> clients().contains("60 " + session));
    }

    /** Type keys, by their names in tmux, at the terminal of the person. */
    void type(String... keys) throws IOException, InterruptedException {
        lab.run(Stream.concat(Stream.of("tmux", "-L", "outer", "send-keys"), Stream.of(keys))
                .toArray(String[]::new));
    }

    /** Return what the terminal of the person shows. */
    String screen() {
        return unchecked("tmux", "-L", "outer", "capture-pane", "-p");
    }

    /** Return the width and session of all clients. */
    String clients() {
        return unchecked("tmux", "-L", "default", "list-clients", "-F", "#{client_width} #{client_session}");
    }

    /** Return what tmux shows of a pane by a format. */
    String shown(String pane, String format) {
        return unchecked("tmux", "-L", "default", "display-message", "-p", "-t", pane, format)
                .strip();
    }

    /**
     * Return whether a pane is dead and this is its exit code. tmux may not know the code before another of its children
     * has ended, so it is given one.
     */
    boolean endedWith(int code, String pane) {
        String told = unchecked(
                "tmux",
                "-L",
                "default",
                "run-shell",
                "-b",
                "true",
                ";",
                "display-message",
                "-p",
                "-t",
                pane,
                "#{pane_dead_status}");
        return told.strip().equals(Integer.toString(code));
    }

    private String unchecked(String... command) {
        try {
            return lab.run(command).stdout();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
