/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link Authenticator}s there are. Each is called on threads of its own, so that one that hangs holds up neither those
 * who ask for longer than its time nor the others. Safe for use by several threads.
 */
final class Authenticators {

    private static final Logger logger = LoggerFactory.getLogger(Authenticators.class);

    private static final int MOST_THREADS = 4;
    private static final long IDLE_SECONDS = 30;

    /** Whoever tries names and passwords must not fill the log. */
    private static final int MOST_TOLD_A_MINUTE = 5;

    private final Duration patience;
    private final MinuteCounts told;

    /** The one that is asked first is first; replaced as a whole, by one thread at a time. */
    private volatile List<Registered> registered = List.of();

    private record Registered(Comparable<Object> rank, Authenticator authenticator, ThreadPoolExecutor threads) {}

    /**
     * What came of asking.
     *
     * @param account who is let in; empty for nobody
     * @param complete whether each that was asked has answered
     */
    record Answer(Optional<Account> account, boolean complete) {}

    Authenticators(Duration patience, LongSupplier nanoTime) {
        this.patience = patience;
        this.told = new MinuteCounts(MOST_TOLD_A_MINUTE, nanoTime);
    }

    boolean isEmpty() {
        return registered.isEmpty();
    }

    /** Ask one from now on; of several the one of the greatest rank first. */
    synchronized void add(Comparable<Object> rank, Authenticator authenticator) {
        List<Registered> all = new ArrayList<>(registered);
        all.add(new Registered(rank, authenticator, threads(authenticator)));
        all.sort(Comparator.comparing(Registered::rank, Comparator.reverseOrder()));
        registered = List.copyOf(all);
    }

    /** Ask one no more; who was let in by it is so no more. */
    synchronized void remove(Authenticator authenticator) {
        List<Registered> all = new ArrayList<>(registered);
        all.removeIf(candidate -> {
            boolean gone = candidate.authenticator() == authenticator;
            if (gone) {
                candidate.threads().shutdownNow();
            }
            return gone;
        });
        registered = List.copyOf(all);
    }

    private static ThreadPoolExecutor threads(Authenticator authenticator) {
        return new ThreadPoolExecutor(
                0, MOST_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "concert-authenticator");
                    thread.setDaemon(true);
                    thread.setContextClassLoader(
                            new OwnAndSystem(authenticator.getClass().getClassLoader()));
                    return thread;
                });
    }

    /**
     * Ask one after the other until one lets in. Takes as long as they are given, in the worst case.
     *
     * @param theirs whether it is still for them to say who the user is
     */
    Answer ask(String user, String password, BooleanSupplier theirs) {
        boolean complete = true;
        for (Registered candidate : registered) {
            try {
                Optional<Role> role = ask(candidate, user, password);
                if (role.isPresent()) {
                    // Gone with the one that vouches.
                    var account = new Account(
                            user, role.get(), () -> registered.contains(candidate) && theirs.getAsBoolean());
                    return new Answer(Optional.of(account), complete);
                }
            } catch (ExecutionException e) {
                complete = false;
                tell(candidate, "it failed", Objects.requireNonNullElse(e.getCause(), e));
            } catch (TimeoutException e) {
                complete = false;
                tell(candidate, "it did not answer within " + patience.toMillis() + " ms", null);
            } catch (RejectedExecutionException e) {
                complete = false;
                tell(candidate, MOST_THREADS + " calls of it have not ended yet, or it has just gone", null);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Answer(Optional.empty(), false);
            }
        }
        return new Answer(Optional.empty(), complete);
    }

    private Optional<Role> ask(Registered candidate, String user, String password)
            throws ExecutionException, TimeoutException, InterruptedException {
        Future<Optional<Role>> answer = candidate.threads().submit(() -> {
            Authenticator authenticator = candidate.authenticator();
            return Objects.requireNonNull(authenticator.authenticate(user, password), "it answered null");
        });
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            answer.cancel(true);
        }
    }

    private void tell(Registered candidate, String what, @Nullable Throwable why) {
        String name = candidate.authenticator().getClass().getName();
        OptionalInt passedOver = told.count(name);
        if (passedOver.isPresent()) {
            logger.warn(
                    "Cannot ask {} who logs in: {}; it lets nobody in then ({} more such failures before)",
                    name,
                    what,
                    passedOver.getAsInt(),
                    why);
        }
    }

    /**
     * What JAAS, JNDI and others load by name: a login module of the bundle, or what the JDK has for LDAP, which no bundle sees by
     * itself.
     */
    private static final class OwnAndSystem extends ClassLoader {

        OwnAndSystem(@Nullable ClassLoader own) {
            super(own);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            return getSystemClassLoader().loadClass(name);
        }
    }

    /** Ask nobody any more. */
    void close() {
        registered.forEach(candidate -> remove(candidate.authenticator()));
    }
}
