/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RealTmuxTests {

    @TempDir
    private Path folder;

    private TmuxServer server;
    private TmuxClient client;

    @BeforeEach
    void start() throws Exception {
        server = new TmuxServer(folder);
        client = server.attach();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    @Test
    void replyHoldsTheOutputOfAllCommandsOfTheList() throws Exception {
        var reply = client.run("display-message -p one", "if-shell -F 1 { display-message -p two }", "show -gv status");

        assertThat(get(reply)).containsExactly("one", "two", "on");
    }

    @Test
    void failureTellsTheWordsOfTmuxAndTheNextListIsAnsweredStill() throws Exception {
        var failing = client.run("display-message -p one", "select-window -t :99", "display-message -p never");
        var unknown = client.run("bogus");
        var next = client.run("display-message -p next");

        assertThat(catchThrowable(() -> get(failing)))
                .hasRootCauseExactlyInstanceOf(TmuxException.class)
                .hasRootCauseMessage("can't find window: 99");
        assertThat(catchThrowable(() -> get(unknown))).hasRootCauseMessage("parse error: unknown command: bogus");
        assertThat(get(next)).containsExactly("next");
    }

    private static List<String> get(CompletableFuture<List<String>> reply) throws Exception {
        return reply.get(20, TimeUnit.SECONDS);
    }
}
