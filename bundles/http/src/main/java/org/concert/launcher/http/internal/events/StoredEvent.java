/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.events;

/**
 * An event that readers may still want. It is written already: what writes it would keep a launcher in memory whose bundle has
 * long been exchanged.
 *
 * @param number its number in the ring; 1 or more
 * @param type its type
 * @param data its JSON, in one line
 */
record StoredEvent(long number, String type, String data) {}
