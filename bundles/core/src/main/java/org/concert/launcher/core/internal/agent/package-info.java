/* SPDX-License-Identifier: Apache-2.0 */
/** Runs many short commands in one place over one channel. */
@NullMarked
package org.concert.launcher.core.internal.agent;

import org.jspecify.annotations.NullMarked;
