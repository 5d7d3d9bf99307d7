/* SPDX-License-Identifier: Apache-2.0 */
/** One process: what is known of it, and what is being done about it. */
@NullMarked
package org.concert.launcher.core.internal.process;

import org.jspecify.annotations.NullMarked;
