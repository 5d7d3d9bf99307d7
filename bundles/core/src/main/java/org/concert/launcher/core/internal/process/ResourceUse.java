/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import org.concert.launcher.api.ProcessSnapshot;

/**
 * What the programs of a process use.
 *
 * @param run the run id of the process
 * @param resources their CPU use since the last sample, null at the first one; their resident memory, where what several share
 *     counts for each; and how many they are
 * @param known which they are, {@code PID:START} each, with spaces between them
 */
public record ResourceUse(String run, ProcessSnapshot.Resources resources, String known) {}
