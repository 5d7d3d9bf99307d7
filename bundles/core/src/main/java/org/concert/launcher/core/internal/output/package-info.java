/* SPDX-License-Identifier: Apache-2.0 */
/** The captured output of processes. */
@NullMarked
package org.concert.launcher.core.internal.output;

import org.jspecify.annotations.NullMarked;
