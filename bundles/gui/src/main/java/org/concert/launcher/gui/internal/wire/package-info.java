/* SPDX-License-Identifier: Apache-2.0 */
/** The messages of the robots' GUIs: those of 2024 are JSON in text frames, those of the newer ones are protocol buffers. */
@NullMarked
package org.concert.launcher.gui.internal.wire;

import org.jspecify.annotations.NullMarked;
