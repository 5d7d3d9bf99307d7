/* SPDX-License-Identifier: Apache-2.0 */
/** How a process lives in tmux: its pane, the marks on it, and the commands that make and read them. */
@NullMarked
package org.concert.launcher.core.internal.window;

import org.jspecify.annotations.NullMarked;
