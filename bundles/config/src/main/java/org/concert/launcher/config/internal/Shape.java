/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

/** What the text of a value must look like, and what it then means. */
@FunctionalInterface
interface Shape<T> {

    T parse(String text) throws UnfitException;
}
