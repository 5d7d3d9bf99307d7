/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Metrics for Prometheus, and health: what machines that watch over machines ask for. All of it is read from snapshots when
 * it is asked for.
 */
@NullMarked
package org.concert.launcher.http.internal.metrics;

import org.jspecify.annotations.NullMarked;
