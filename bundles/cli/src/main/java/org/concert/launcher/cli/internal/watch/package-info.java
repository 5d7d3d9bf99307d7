/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Output of processes as it is followed and printed.
 */
@NullMarked
package org.concert.launcher.cli.internal.watch;

import org.jspecify.annotations.NullMarked;
