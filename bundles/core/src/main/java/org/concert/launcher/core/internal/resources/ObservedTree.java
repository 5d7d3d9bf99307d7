/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.resources;

import java.util.function.Consumer;
import org.concert.launcher.core.internal.process.ResourceUse;
import org.jspecify.annotations.Nullable;

/**
 * One run of a process, whose programs are to be found.
 *
 * @param run its run id
 * @param root the process id of its first program; 0 where that is not known
 * @param taker takes what it uses, null when that could not be measured; called on the loop
 */
record ObservedTree(String run, long root, Consumer<@Nullable ResourceUse> taker) {}
