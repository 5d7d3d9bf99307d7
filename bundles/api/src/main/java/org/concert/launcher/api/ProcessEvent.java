/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.time.Instant;

/**
 * A process came to another state.
 *
 * @param at when the launcher learned of it
 * @param previous the state before
 * @param process what is known of the process after the change
 */
public record ProcessEvent(Instant at, ProcessState previous, ProcessSnapshot process) {}
