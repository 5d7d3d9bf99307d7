/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a command has of the terminal and the process it runs in: streams, interrupts, exit codes, how errors are told.
 */
@NullMarked
package org.concert.launcher.cli.internal.terminal;

import org.jspecify.annotations.NullMarked;
