/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

/**
 * What launchers have noted on a pane since it was made, but for restarts; see {@link RestartMarks}.
 *
 * @param begun whether its command has begun: its shell has come to it, or does not tell
 * @param beginMillis how long its shell took to come to the command, at most, in milliseconds; 0 when not known
 * @param readyMillis when its readiness was shown, in milliseconds since 1970; 0 if not
 * @param stopMillis when a stop was asked for, in milliseconds since 1970; 0 if not
 * @param failure why it counts as failed though it lives; empty if it does not
 * @param lack what its readiness lacks, as a check told last; empty if that is not known
 * @param unhealthy why it does not work any more, as its liveness checks told; empty if it does, or nobody asks
 * @param captureFailure why its output is not captured; empty if it is
 * @param left the programs that a stop could not end, a line each as agent.sh names them; empty if there are none
 */
public record PaneMarks(
        boolean begun,
        long beginMillis,
        long readyMillis,
        long stopMillis,
        String failure,
        String lack,
        String unhealthy,
        String captureFailure,
        String left) {

    /** Those of a new pane. */
    public static final PaneMarks NONE = new PaneMarks(false, 0, 0, 0, "", "", "", "", "");

    /** Return these with the command begun, for all that is known from the first. */
    public PaneMarks withBegun() {
        return new PaneMarks(
                true, beginMillis, readyMillis, stopMillis, failure, lack, unhealthy, captureFailure, left);
    }

    /** Return these with readiness shown. */
    public PaneMarks withReady(long millis) {
        return new PaneMarks(begun, beginMillis, millis, stopMillis, failure, lack, unhealthy, captureFailure, left);
    }

    /** Return these with a stop asked for. */
    public PaneMarks withStop(long millis) {
        return new PaneMarks(begun, beginMillis, readyMillis, millis, failure, lack, unhealthy, captureFailure, left);
    }

    /** Return these with a failure; empty for none. */
    public PaneMarks withFailure(String why) {
        return new PaneMarks(begun, beginMillis, readyMillis, stopMillis, why, lack, unhealthy, captureFailure, left);
    }

    /** Return these with what readiness lacks; empty for nothing. */
    public PaneMarks withLack(String why) {
        return new PaneMarks(
                begun, beginMillis, readyMillis, stopMillis, failure, why, unhealthy, captureFailure, left);
    }

    /** Return these with why it does not work any more; empty if it does. */
    public PaneMarks withUnhealthy(String why) {
        return new PaneMarks(begun, beginMillis, readyMillis, stopMillis, failure, lack, why, captureFailure, left);
    }

    /** Return these with the programs that a stop could not end; empty for none. */
    public PaneMarks withLeft(String programs) {
        return new PaneMarks(
                begun, beginMillis, readyMillis, stopMillis, failure, lack, unhealthy, captureFailure, programs);
    }
}
