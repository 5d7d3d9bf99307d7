/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import org.jspecify.annotations.Nullable;

/**
 * What the programs of a process use.
 *
 * @param run the run id of the process
 * @param cpuPercent their CPU use since the last sample, 100 being one core, or null at the first one
 * @param residentBytes their resident memory; what several share counts for each
 * @param programs how many there are
 * @param known which they are, {@code PID:START} each, with spaces between them
 */
public record ResourceUse(String run, @Nullable Double cpuPercent, long residentBytes, int programs, String known) {}
