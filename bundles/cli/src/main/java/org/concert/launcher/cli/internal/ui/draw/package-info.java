/* SPDX-License-Identifier: Apache-2.0 */
/** How what the full-screen interface shows looks on a terminal: rows of styled text. It writes to none. */
@NullMarked
package org.concert.launcher.cli.internal.ui.draw;

import org.jspecify.annotations.NullMarked;
