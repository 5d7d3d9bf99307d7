/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.tmux.Replies.get;
import static org.concert.launcher.tmux.Replies.line;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the end of a program becomes known: by a bell that rings for every client, and a cure for the bells tmux loses. */
@Timeout(60)
class PaneDeathTests {

    /**
     * Renames the control window, which every control client attached to its session is told. A hook has no better way:
     * its own renaming raises no notification, hence the detour over run-shell, and what it prints reaches one client
     * only, be it a person's terminal. Without that session there is nothing to rename, and so nobody to tell.
     */
    private static final String BELL = "if-shell -F '#{S:#{?#{==:#{session_name},concert-launcher},1,}}' "
            + "{ run-shell -b -C \"rename-window -t '=concert-launcher:^' "
            + "'died #{hook_pane} #{pane_dead_status} #{pane_dead_signal}'\" }";

    /**
     * Tells within a second of panes, in any session, that are dead without a status. Before 3.5 a tmux that writes utmp
     * (Debian's and Ubuntu's do) misses one SIGCHLD in about twenty: it ignores the signal while it waits for the helper
     * that removes the dead pane's record (tmux issues 311 and 4559). The status, and the hook, then wait for the next
     * child that ends, whichever that is.
     */
    private static final String LOST = "refresh-client -B 'lost::#{S:#{W:#{P:"
            + "#{?#{&&:#{pane_dead},#{==:#{pane_dead_status}#{pane_dead_signal},}},#{pane_id} ,}}}}'";

    @TempDir
    private Path folder;

    private final Queue<CompletableFuture<List<String>>> cures = new ConcurrentLinkedQueue<>();
    private final Notifications notifications = new Notifications();
    private TmuxServer server;
    private TmuxClient client;

    @BeforeEach
    void start() throws Exception {
        server = new TmuxServer(folder);
        client = server.attach(this::hear);
        get(client.run("set-option -g remain-on-exit on", "new-session -d -s robot cat", LOST));
        get(client.run("set-hook -g 'pane-died[8778]' " + TmuxText.argument(BELL)));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void bellTellsTheExitCode() throws Exception {
        String pane = open("sh -c 'exit 3'");

        assertThat(bell(notifications)).isEqualTo("died " + pane + " 3 ");
        assertThat(end(pane)).isEqualTo("3,");
    }

    @Test
    void bellTellsTheSignal() throws Exception {
        String pane = open("sh -c 'kill -KILL $$'");

        assertThat(bell(notifications)).isEqualTo("died " + pane + "  9");
        assertThat(end(pane)).isEqualTo(",9");
    }

    @Test
    void bellReachesEveryClient() throws Exception {
        var others = new Notifications();
        get(server.attach(others).run("display-message -p attached"));

        String pane = open("sh -c 'exit 3'");

        assertThat(bell(notifications)).isEqualTo("died " + pane + " 3 ");
        assertThat(bell(others)).isEqualTo("died " + pane + " 3 ");
    }

    @Test
    void bellLeavesTheTerminalOfAPersonAlone() throws Exception {
        Process terminal = server.attachTerminal("robot");
        try {
            notifications.await("client-session-changed");

            String pane = open("sh -c 'exit 0'");

            assertThat(bell(notifications)).isEqualTo("died " + pane + " 0 ");
            assertThat(line(client.run("display-message -p -t robot:^ '#{session_attached} #{pane_in_mode}'")))
                    .as("attached, and not thrown into view mode")
                    .isEqualTo("1 0");
        } finally {
            terminal.destroyForcibly();
        }
    }

    @Test
    void withoutTheControlSessionNothingIsRenamed() throws Exception {
        get(client.run("rename-session -t concert-launcher other"));

        String pane = open("sh -c 'exit 3'");
        String end = ",";
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (end.equals(",") && System.nanoTime() < deadline) {
            end = end(pane);
        }

        assertThat(end).isEqualTo("3,");
        assertThat(get(client.run("list-windows -t other -F '#{window_name}'"))).containsExactly("control");
    }

    /** Two renamings in one breath are both told with the second name: a bell says "look", and one look finds all. */
    @Test
    void lookingAtEachBellFindsAllOfManyDeathsAtOnce() throws Exception {
        List<String> keys = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String pane = open("sh -c 'read line; exit 4'");
            keys.add("send-keys -t " + pane + " Enter");
            expected.add(pane + " 4");
        }

        get(client.run(keys.toArray(String[]::new)));

        List<String> found = List.of();
        int bells = 0;
        while (found.size() < expected.size()) {
            bell(notifications);
            bells++;
            found = get(client.run("list-panes -a -f '#{pane_dead_status}' -F '#{pane_id} #{pane_dead_status}'"));
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        System.out.printf("30 deaths at once: all found at bell %d%n", bells);
    }

    @Test
    void bellRingsWithinMilliseconds() throws Exception {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String pane = open("sh -c 'read line; exit 3'");
            long begin = System.nanoTime();
            get(client.run("send-keys -t " + pane + " Enter"));
            assertThat(bell(notifications)).isEqualTo("died " + pane + " 3 ");
            millis.add((System.nanoTime() - begin) / 1e6);
        }

        Collections.sort(millis);
        System.out.printf(
                "From a key that ends a program to its bell, 50 times: median %.2f ms, longest %.0f ms, cured %d%n",
                millis.get(millis.size() / 2), millis.get(millis.size() - 1), cures.size());
    }

    /** What a launcher does: when a death was lost, let a child end, so that tmux looks after all its children. */
    private void hear(Notification notification) {
        if (notification.name().equals("subscription-changed")
                && !notification.text().endsWith(" : ")) {
            cures.add(client.run("run-shell -b true"));
        } else {
            notifications.accept(notification);
        }
    }

    /** Open a window that stays when its program ends; return the pane. */
    private String open(String arguments) throws Exception {
        return line(client.run("new-window -d -t robot: -P -F '#{pane_id}' " + arguments));
    }

    /** Wait for the next bell. */
    private static String bell(Notifications heard) throws Exception {
        return heard.await("window-renamed").replaceFirst("@\\d+ ", "");
    }

    /** Return the exit code and the signal of a pane, both empty until it is dead and its end was seen. */
    private String end(String pane) throws Exception {
        return line(client.run("display-message -p -t " + pane + " '#{pane_dead_status},#{pane_dead_signal}'"));
    }
}
