/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.cli.internal.ui.draw.Frame;
import org.concert.launcher.cli.internal.ui.draw.Palette;
import org.concert.launcher.cli.internal.ui.model.Fleet;
import org.concert.launcher.cli.internal.ui.model.Overlay;
import org.concert.launcher.cli.internal.ui.model.Ui;
import org.jspecify.annotations.Nullable;

/**
 * The full-screen interface at work: one thread reads keys, asks the launcher, and draws what has changed, twenty times a second at
 * most. The launcher's threads only say that something has.
 */
public final class UiLoop {

    private static final long FRAME_MILLIS = 50;
    private static final Duration FIGURES = Duration.ofSeconds(1);

    private final Launcher launcher;
    private final Surroundings surroundings;
    private final Ui ui;
    private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean happened = new AtomicBoolean(true);
    private Instant refreshed = Instant.EPOCH;
    private long drawnOutput = -1;

    /** Create one for a launcher that does not observe yet. */
    public UiLoop(Launcher launcher, Surroundings surroundings) {
        this.launcher = launcher;
        this.surroundings = surroundings;
        this.ui = new Ui(
                launcher.session(), new LauncherDeeds(launcher, surroundings, posted::add, this::tell, this::show));
    }

    private void tell(String words) {
        ui.tell(words);
    }

    private void show(Overlay overlay) {
        ui.show(overlay, () -> {});
    }

    /**
     * Take over the terminal until the user leaves.
     *
     * @throws LauncherException if the terminal cannot be used
     */
    public void run() throws LauncherException {
        try (FullScreen screen = FullScreen.open(surroundings.terminal())) {
            Registration ends = surroundings.ends().during(screen::close);
            Registration heard = launcher.listen(event -> happened.set(true));
            try (OutputFollower follower = new OutputFollower(launcher, ui)) {
                CompletionStage<Void> observing = launcher.observe();
                observing.whenComplete((nothing, failure) -> posted.add(() -> looked(failure)));
                loop(screen, follower);
            } finally {
                heard.close();
                ends.close();
            }
        } catch (IOException e) {
            throw new LauncherException(
                    "Cannot take over the terminal: " + e.getMessage() + "; 'status --watch' needs less of it", e);
        }
    }

    private void looked(@Nullable Throwable failure) {
        ui.looked();
        happened.set(true);
        if (failure != null) {
            ui.tell("Cannot look at the machines: " + failure.getMessage());
        }
    }

    private void loop(FullScreen screen, OutputFollower follower) {
        Keys keys = screen.keys();
        Frame frame = new Frame(new Palette(surroundings.coloured(), surroundings.utf8()), surroundings.zone());
        while (!ui.isLeft()) {
            boolean changed = refresh(surroundings.clock().instant());
            follower.look(surroundings.clock().instant());
            long output =
                    System.identityHashCode(ui.output()) * 31L + ui.output().version();
            if (changed || output != drawnOutput || screen.isResized()) {
                drawnOutput = output;
                var size = screen.size();
                screen.draw(frame.lines(ui, size.getColumns(), size.getRows()));
            }
            Optional<Keys.Input> input = keys.next(FRAME_MILLIS);
            while (input.isPresent() && !ui.isLeft()) {
                if (input.get().equals(Keys.Input.GONE)) {
                    return;
                }
                take(input.get(), screen);
                happened.set(true);
                input = keys.next(1);
            }
        }
    }

    private void take(Keys.Input input, FullScreen screen) {
        if (input.key().equals("ctrl-l")) {
            screen.forget();
        } else if (input.row() >= 0) {
            ui.mouse(input.key(), input.row(), screen.size().getRows());
        } else {
            ui.key(input.key());
        }
    }

    /** Take over what is new; return whether anything is, or may be. */
    private boolean refresh(Instant now) {
        boolean changed = happened.getAndSet(false) || !now.isBefore(refreshed.plus(FIGURES));
        for (Runnable next = posted.poll(); next != null; next = posted.poll()) {
            next.run();
            changed = true;
        }
        if (changed) {
            refreshed = now;
            ui.take(Fleet.of(launcher, now));
        }
        return changed;
    }
}
