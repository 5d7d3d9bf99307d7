/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.OutputSubscription;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.cli.internal.ui.model.OutputView;
import org.concert.launcher.cli.internal.ui.model.Ui;

/** Has the output shown be that of the processes that are looked at. For one thread; the launcher's hand over lines. */
final class OutputFollower implements AutoCloseable {

    /** Who runs through the list with a key held down does not want the output of all he passes. */
    private static final Duration SETTLED = Duration.ofMillis(120);

    private static final int BACKLOG = 1_000;

    private final Launcher launcher;
    private final Ui ui;
    private final List<OutputSubscription> subscriptions = new ArrayList<>();
    private List<String> wanted = List.of();
    private Instant wantedSince = Instant.EPOCH;

    OutputFollower(Launcher launcher, Ui ui) {
        this.launcher = launcher;
        this.ui = ui;
    }

    /** Look at whose output is wanted. */
    void look(Instant now) {
        List<String> watched = ui.watched();
        if (!watched.equals(wanted)) {
            wanted = watched;
            wantedSince = now;
        }
        if (!wanted.equals(ui.output().names()) && !now.isBefore(wantedSince.plus(SETTLED))) {
            follow();
        }
    }

    private void follow() {
        close();
        var view = new OutputView(wanted);
        ui.output(view);
        for (String name : wanted) {
            try {
                subscriptions.add(launcher.output(name, OutputStart.last(BACKLOG), true, view));
            } catch (RequestException e) {
                ui.tell(String.join("; ", e.complaints()));
            }
        }
    }

    @Override
    public void close() {
        subscriptions.forEach(OutputSubscription::close);
        subscriptions.clear();
    }
}
