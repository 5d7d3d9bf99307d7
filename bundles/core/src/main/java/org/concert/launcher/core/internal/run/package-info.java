/* SPDX-License-Identifier: Apache-2.0 */
/** What a user asks for: starting, stopping and restarting several processes in the right order. */
@NullMarked
package org.concert.launcher.core.internal.run;

import org.jspecify.annotations.NullMarked;
