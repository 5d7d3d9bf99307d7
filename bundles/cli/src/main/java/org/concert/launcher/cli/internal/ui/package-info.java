/* SPDX-License-Identifier: Apache-2.0 */
/** The full-screen interface on the terminal of the user: keys in, pictures out, and the launcher behind it. */
@NullMarked
package org.concert.launcher.cli.internal.ui;

import org.jspecify.annotations.NullMarked;
