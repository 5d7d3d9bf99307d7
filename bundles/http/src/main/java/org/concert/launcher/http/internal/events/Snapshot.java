/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.events;

/**
 * All that there is to be known at one moment, for a reader to begin with.
 *
 * @param number the last event that it certainly holds
 * @param machines the version of the machines
 * @param launchers the version of the launchers
 * @param tick the tick of the figures
 * @param takenNanos when it was taken, by the monotonic clock
 * @param fields the fields of the object, in JSON, without its braces; all readers are sent these very bytes, and nobody
 *     changes them
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and too large to be copied.
record Snapshot(long number, long machines, long launchers, long tick, long takenNanos, byte[] fields) {}
