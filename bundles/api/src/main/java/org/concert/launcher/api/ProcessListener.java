/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears of state changes. Called on one thread of the launcher, in order; it must return quickly and not throw. */
@ConsumerType
@FunctionalInterface
public interface ProcessListener {

    /** Take note of a state change. */
    void stateChanged(ProcessEvent event);
}
