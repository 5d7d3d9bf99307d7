/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The command {@code concert_launcher}: reads arguments, calls the core, prints. {@link org.concert.launcher.cli.internal.Cli} runs one
 * command line, which may come from a shell of the system or, by {@code gogo}, from that of a framework. The commands are in {@code
 * command}; what they show is drawn in {@code view}, {@code status}, {@code watch} and {@code ui}, what people type is read in {@code
 * arguments} and {@code completion}, and all of them reach the world by {@code terminal}. Exports nothing.
 */
@NullMarked
package org.concert.launcher.cli.internal;

import org.jspecify.annotations.NullMarked;
