/* SPDX-License-Identifier: Apache-2.0 */
/** Reads the logs in which output is captured on a machine. */
@NullMarked
package org.concert.launcher.core.internal.log;

import org.jspecify.annotations.NullMarked;
