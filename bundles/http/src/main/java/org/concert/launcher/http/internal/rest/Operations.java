/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.json.OperationJson.Operation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Remembers the starts and stops that were asked for: the last thousand, for an hour. Used by any thread. */
@Component(name = "org.concert.launcher.http.operations", service = Operations.class)
public final class Operations {

    static final int KEPT = 1000;
    static final Duration KEPT_FOR = Duration.ofHours(1);

    private static final int ID_BYTES = 8;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private final List<Consumer<Operation>> watchers = new CopyOnWriteArrayList<>();

    /** In the order in which they began; guarded by itself. */
    private final Map<String, OperationRun> runs = new LinkedHashMap<>();

    /** Create an empty memory. */
    @Activate
    public Operations() {
        this(Clock.systemUTC());
    }

    Operations(Clock clock) {
        this.clock = clock;
    }

    /** Hear of each step of each operation; called by threads of launchers, and so must return quickly. */
    public Registration watch(Consumer<Operation> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    /** Remember what was asked for, and follow it. */
    OperationRun begin(Action action, List<String> names, String by, List<OperationRun.Share> shares) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        OperationRun run = new OperationRun(
                HexFormat.of().formatHex(id),
                action,
                names,
                by,
                clock.instant(),
                shown -> watchers.forEach(watcher -> watcher.accept(shown)));
        synchronized (runs) {
            forget();
            runs.put(run.id(), run);
        }
        run.follow(shares);
        return run;
    }

    Optional<Operation> find(String id) {
        synchronized (runs) {
            forget();
            return Optional.ofNullable(runs.get(id)).map(OperationRun::shown);
        }
    }

    private void forget() {
        Instant oldest = clock.instant().minus(KEPT_FOR);
        var iterator = runs.values().iterator();
        while (iterator.hasNext()) {
            OperationRun run = iterator.next();
            if (runs.size() < KEPT && run.startTime().isAfter(oldest)) {
                return;
            }
            iterator.remove();
        }
    }
}
