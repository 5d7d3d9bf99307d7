/* SPDX-License-Identifier: Apache-2.0 */
/** The commands as a user gives them, with real tmux, bash and programs. */
@NullMarked
package org.concert.launcher.itests;

import org.jspecify.annotations.NullMarked;
