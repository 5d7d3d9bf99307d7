/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

/**
 * One thing that is wrong with a launcher file, or looks wrong.
 *
 * @param place where it stands
 * @param message the dotted path of the thing, what is wrong and what would be right; one line
 */
public record Problem(Place place, String message) {

    /** Return the line to show, such as {@code launcher.yaml:12:5: xbot2.depends: no process 'imu2'}. */
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
