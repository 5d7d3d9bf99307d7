/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.services;

/**
 * The topics of EventAdmin under which changes of state are told, and the properties of these events. There is one event
 * for each change, in order. What a launcher finds at its first look is no change; the services of the processes tell it.
 *
 * <p>An event has the properties of the process's service too, {@link org.concert.launcher.api.ManagedProcess#PROCESS}
 * and the others, as they were after the change, and the standard {@code timestamp}: when the launcher learned of the
 * change, in milliseconds since 1970.
 */
public final class ProcessTopics {

    /** The beginning of the topics; behind it is the name of the state the process came to. */
    public static final String PREFIX = "concert/process/";

    /** The topics of all changes. */
    public static final String ALL = PREFIX + "*";

    /** A start was asked for; the process waits for what it depends on. */
    public static final String WAITING = PREFIX + "WAITING";

    /** It was to be started, and something it depends on has failed, or whoever was asked for it has gone. */
    public static final String BLOCKED = PREFIX + "BLOCKED";

    /** Its window is being created. */
    public static final String STARTING = PREFIX + "STARTING";

    /** It is alive; its readiness is not yet shown. */
    public static final String RUNNING = PREFIX + "RUNNING";

    /** It is alive and ready. */
    public static final String READY = PREFIX + "READY";

    /** It is alive and was ready, and its liveness checks fail. */
    public static final String UNHEALTHY = PREFIX + "UNHEALTHY";

    /** It was asked to stop. */
    public static final String STOPPING = PREFIX + "STOPPING";

    /** It has stopped on request. */
    public static final String STOPPED = PREFIX + "STOPPED";

    /** It, a one-shot, ended with 0. */
    public static final String DONE = PREFIX + "DONE";

    /** It died, and is to be restarted. */
    public static final String BACKOFF = PREFIX + "BACKOFF";

    /** It failed. */
    public static final String FAILED = PREFIX + "FAILED";

    /** It ended by itself with 0. */
    public static final String EXITED = PREFIX + "EXITED";

    /** Its machine cannot be reached. */
    public static final String UNKNOWN = PREFIX + "UNKNOWN";

    /** Event property, {@code String}: the name of the state before. */
    public static final String PREVIOUS_STATE = "previousState";

    /** Event property, {@code String}: one line for people on how it came to this state; may be empty. */
    public static final String MESSAGE = "message";

    private ProcessTopics() {}
}
