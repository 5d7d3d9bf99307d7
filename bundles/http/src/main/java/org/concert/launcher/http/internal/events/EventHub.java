/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.events;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessListener;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.RunSnapshot;
import org.concert.launcher.http.internal.access.AnswerMemory;
import org.concert.launcher.http.internal.access.RequestContext;
import org.concert.launcher.http.internal.launchers.LaunchedProcess;
import org.concert.launcher.http.internal.launchers.Launchers;
import org.concert.launcher.json.Json;
import org.concert.launcher.json.LauncherJson;
import org.concert.launcher.json.OperationJson;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What there is to be told, and those who read it. Threads of launchers write events into a ring, which takes some ten
 * microseconds; one thread of its own has the readers look for what is new.
 */
@Component(name = "org.concert.launcher.http.hub", service = EventHub.class)
public final class EventHub {

    private static final Logger logger = LoggerFactory.getLogger(EventHub.class);

    /** The type of an event that sends the reader for a new snapshot. */
    static final String ANEW = "snapshot";

    private static final int RING = 4096;
    private static final int MOST_READERS = 500;
    private static final int MOST_OUTPUTS = 200;
    private static final Duration TICK = Duration.ofSeconds(1);

    /** Changes come in swarms: what happens within this time is sent together. */
    private static final Duration GATHERING = Duration.ofMillis(10);

    private static final Duration SNAPSHOT_AGE = Duration.ofSeconds(1);
    private static final int EPOCH_BYTES = 6;

    private final Launchers launchers;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final String epoch;
    private final EventRing ring = new EventRing(RING);
    private final Board machines = new Board();
    private final Board launcherBoard = new Board();
    private final ResourceBoard resources = new ResourceBoard();
    private final Set<EventReader> readers = ConcurrentHashMap.newKeySet();
    private final Set<Runnable> chores = ConcurrentHashMap.newKeySet();
    private final AtomicInteger readerCount = new AtomicInteger();
    private final AtomicInteger outputs = new AtomicInteger();
    private final AtomicBoolean waking = new AtomicBoolean();

    /** Whether something has happened since the launchers were looked at. */
    private final AtomicBoolean launchersDue = new AtomicBoolean(true);

    private final ScheduledThreadPoolExecutor thread;
    private final Registration launcherWatch;

    /** Of each launcher; guarded by the launchers' own order of calls. */
    private final IdentityHashMap<Launcher, Registration> listening = new IdentityHashMap<>();

    /** Guarded by this. */
    private @Nullable Snapshot newest;

    /** Create the hub; it listens at once, so that readers that come back miss nothing. */
    @Activate
    public EventHub(@Reference Launchers launchers) {
        this(launchers, Clock.systemUTC(), System::nanoTime);
    }

    EventHub(Launchers launchers, Clock clock, LongSupplier nanoTime) {
        this.launchers = launchers;
        this.clock = clock;
        this.nanoTime = nanoTime;
        byte[] random = new byte[EPOCH_BYTES];
        new SecureRandom().nextBytes(random);
        this.epoch = HexFormat.of().formatHex(random);
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, "concert-events");
            made.setDaemon(true);
            return made;
        });
        this.thread.setRemoveOnCancelPolicy(true);
        this.launcherWatch = launchers.watch(new LauncherWatch());
        var unused =
                this.thread.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void close() {
        launcherWatch.close();
        synchronized (listening) {
            listening.values().forEach(Registration::close);
            listening.clear();
        }
        thread.shutdownNow();
        readers.forEach(EventReader::close);
    }

    String epoch() {
        return epoch;
    }

    EventRing ring() {
        return ring;
    }

    /** Return the clock by which it tells when things happened. */
    public Clock clock() {
        return clock;
    }

    /** Return the machines. */
    Board machines() {
        return machines;
    }

    /** Return the launchers: their files, targets and the target in force. */
    Board launcherBoard() {
        return launcherBoard;
    }

    ResourceBoard resources() {
        return resources;
    }

    Launchers launchers() {
        return launchers;
    }

    /** Reserve room for a reader; false if there are too many. Whoever got it gives it back by {@link #leave}. */
    boolean admit(int wantedOutputs) {
        if (readerCount.incrementAndGet() > MOST_READERS) {
            readerCount.decrementAndGet();
            return false;
        }
        if (outputs.addAndGet(wantedOutputs) > MOST_OUTPUTS) {
            outputs.addAndGet(-wantedOutputs);
            readerCount.decrementAndGet();
            return false;
        }
        return true;
    }

    /**
     * Answer a request with a stream of events.
     *
     * @return ends the stream; empty if too many read already, and nothing is answered then
     */
    public Optional<Runnable> follow(HttpServletRequest request, HttpServletResponse response, EventSource source)
            throws IOException {
        return admit(0) ? Optional.of(begin(request, response, source, 0)::close) : Optional.empty();
    }

    /** Answer a request that was admitted. */
    EventReader begin(HttpServletRequest request, HttpServletResponse response, EventSource source, int wantedOutputs)
            throws IOException {
        prepare(response);
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        Optional<RequestContext> asked = RequestContext.current();
        BooleanSupplier loggedIn = asked.map(known -> known.caller().valid()).orElse(() -> true);
        Optional<AnswerMemory.Share> share = RequestContext.currentShare();
        share.ifPresent(AnswerMemory.Share::lasts);
        EventReader reader = new EventReader(context, response.getOutputStream(), source, loggedIn, nanoTime, gone -> {
            leave(gone, wantedOutputs);
            share.ifPresent(AnswerMemory.Share::close);
        });
        context.addListener(reader);
        readers.add(reader);
        response.getOutputStream().setWriteListener(reader);
        return reader;
    }

    static void prepare(HttpServletResponse response) {
        response.setContentType("text/event-stream;charset=UTF-8");
        // Proxies that gather answers would keep events back.
        response.setHeader("X-Accel-Buffering", "no");
    }

    /** Have something done once a second, on the hub's thread, until the registration is closed. */
    public Registration everySecond(Runnable chore) {
        chores.add(chore);
        return () -> chores.remove(chore);
    }

    private void leave(EventReader reader, int wantedOutputs) {
        readers.remove(reader);
        readerCount.decrementAndGet();
        outputs.addAndGet(-wantedOutputs);
    }

    /**
     * Return what there is, or was a moment ago; the events tell the rest. Readers that come together are handed the same,
     * so that any number of them takes the memory of one.
     *
     * @param atLeast an event that it holds
     */
    synchronized Snapshot snapshot(long atLeast) {
        Snapshot known = newest;
        long now = nanoTime.getAsLong();
        if (known != null
                && known.number() >= atLeast
                && now - known.takenNanos() < SNAPSHOT_AGE.toNanos()
                && ring.after(known.number(), 1).isPresent()) {
            return known;
        }
        // Positions first: what happens meanwhile is told once more.
        long number = ring.last();
        List<LaunchedProcess> processes = launchers.processes();
        look();
        resources.update(processes);
        Instant time = clock.instant();
        String object = Json.document(json -> {
            json.writeStartObject();
            Json.array(json, "processes", processes, (generator, process) -> process.write(generator, time));
            Json.array(json, "machines", launchers.machines(), LauncherJson::machine);
            Json.array(json, "launchers", launchers.all(), LauncherJson::write);
            json.writeEndObject();
        });
        byte[] fields = object.substring(1, object.length() - 1).getBytes(StandardCharsets.UTF_8);
        Snapshot made =
                new Snapshot(number, machines.version(), launcherBoard.version(), resources.tick(), now, fields);
        newest = made;
        return made;
    }

    private void look() {
        machines.update(Json.document(Json.list("machines", launchers.machines(), LauncherJson::machine)));
        // Which target is in force takes a plan of each of them to say, and does not change by itself.
        if (launchersDue.getAndSet(false)) {
            launcherBoard.update(Json.document(Json.list("launchers", launchers.all(), LauncherJson::write)));
        }
    }

    private void tell(String type, Json.Content content) {
        ring.append(type, Json.document(content));
        launchersDue.set(true);
        wakeSoon();
    }

    /** Have all readers look for what is new, on the hub's thread. */
    public void wakeSoon() {
        if (waking.compareAndSet(false, true)) {
            try {
                var unused = thread.schedule(this::wake, GATHERING.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // The hub was closed, and with it its readers: nobody is to be woken.
                waking.set(false);
            }
        }
    }

    private void wake() {
        waking.set(false);
        readers.forEach(EventReader::pump);
    }

    private void tick() {
        for (Runnable chore : chores) {
            try {
                chore.run();
            } catch (RuntimeException e) {
                logger.error("Cannot do what is due once a second", e);
            }
        }
        if (readers.isEmpty()) {
            return;
        }
        try {
            look();
            resources.update(launchers.processes());
        } catch (RuntimeException e) {
            // A launcher that is just going; the next tick finds another, or none.
            logger.warn("Cannot see what machines and processes use", e);
        }
        readers.forEach(EventReader::tick);
    }

    /** Listens to every launcher for as long as it is there. */
    private final class LauncherWatch implements Launchers.Watcher {

        @Override
        public void added(Launcher launcher) {
            synchronized (listening) {
                listening.put(launcher, launcher.listen(new Listener(launcher)));
            }
            tell(ANEW, json -> {});
        }

        @Override
        public void removed(Launcher launcher) {
            synchronized (listening) {
                Registration registration = listening.remove(launcher);
                if (registration != null) {
                    registration.close();
                }
            }
            tell(ANEW, json -> {});
        }
    }

    /** Puts what a launcher tells into the ring. */
    private final class Listener implements ProcessListener {

        private final Launcher launcher;

        Listener(Launcher launcher) {
            this.launcher = launcher;
        }

        @Override
        public void stateChanged(ProcessEvent event) {
            state(event.at(), event.previous(), event.process());
        }

        @Override
        public void firstSeen(ProcessSnapshot process) {
            state(clock.instant(), ProcessState.UNKNOWN, process);
        }

        private void state(Instant at, ProcessState previous, ProcessSnapshot process) {
            tell("state", json -> {
                json.writeStartObject();
                Json.string(json, "at", at);
                Json.string(json, "previous", previous);
                json.writeFieldName("process");
                LaunchedProcess.of(launcher, process).write(json, at);
                json.writeEndObject();
            });
        }

        @Override
        public void runChanged(RunSnapshot run) {
            tell("operation", json -> OperationJson.write(json, List.of(run)));
        }

        @Override
        public void processesChanged() {
            tell(ANEW, json -> {});
        }

        @Override
        public void fileRefused(LauncherException why) {
            tell("refused", json -> {
                json.writeStartObject();
                Json.string(json, "session", launcher.session());
                Json.string(json, "error", why.getMessage());
                json.writeEndObject();
            });
        }
    }
}
