/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The commands in a Gogo shell. Used inside a framework only, where this bundle need not be; nothing here is loaded when
 * the program {@code concert_launcher} runs.
 */
@NullMarked
package org.concert.launcher.cli.internal.gogo;

import org.jspecify.annotations.NullMarked;
