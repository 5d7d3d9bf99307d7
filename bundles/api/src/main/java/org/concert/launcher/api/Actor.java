/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for something, and from where: what the audit log tells of a start or a stop. Bound to a thread by whoever
 * lets people in, for as long as it does what they asked for.
 *
 * @param user the name of a user; {@code local} where nobody has to log in
 * @param source from where, such as {@code http 10.0.0.7} or {@code command line}
 */
public record Actor(String user, String source) {

    private static final ThreadLocal<@Nullable Actor> BOUND = new ThreadLocal<>();

    /** Return who asks on this thread: the user of this operating system process, from {@code java}, if nobody said. */
    public static Actor current() {
        return bound().orElseGet(() -> ofProcess("java"));
    }

    /** Return who was said to ask on this thread; empty if nobody did. */
    public static Optional<Actor> bound() {
        return Optional.ofNullable(BOUND.get());
    }

    /** Return the user of this operating system process. */
    public static Actor ofProcess(String source) {
        return new Actor(System.getProperty("user.name", "?"), source);
    }

    /** Do something in the name of an actor, and return what it gives. What it hands to other threads is not in that name. */
    public static <T extends @Nullable Object> T callAs(Actor actor, Callable<T> action) throws Exception {
        Actor before = BOUND.get();
        BOUND.set(actor);
        try {
            return action.call();
        } finally {
            restore(before);
        }
    }

    /** Do something in the name of an actor. What it hands to other threads is not in that name. */
    public static void runAs(Actor actor, Runnable action) {
        Actor before = BOUND.get();
        BOUND.set(actor);
        try {
            action.run();
        } finally {
            restore(before);
        }
    }

    private static void restore(@Nullable Actor before) {
        if (before == null) {
            BOUND.remove();
        } else {
            BOUND.set(before);
        }
    }
}
