/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Has the GUIs of robot_monitoring work with the launcher: what they ask for when they start, and the socket by which they
 * see states and output. Their lists and commands are answered by {@code org.concert.launcher.http}, for scripts send them, too.
 * Exports nothing.
 */
@NullMarked
package org.concert.launcher.gui.internal;

import org.jspecify.annotations.NullMarked;
