/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The commands, one class each, and what several of them do alike.
 */
@NullMarked
package org.concert.launcher.cli.internal.command;

import org.jspecify.annotations.NullMarked;
