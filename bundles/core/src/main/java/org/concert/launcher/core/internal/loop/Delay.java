/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.loop;

/** A step that a {@link Loop} runs later. */
public interface Delay {

    /** Do not run it; to be called on the loop, where it then has no effect any more. */
    void cancel();
}
