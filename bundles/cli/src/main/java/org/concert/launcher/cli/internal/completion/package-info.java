/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Completes command lines in bash and zsh: scripts for these shells, and what they ask the launcher for. It reads the
 * launcher file and asks no machine.
 */
@NullMarked
package org.concert.launcher.cli.internal.completion;

import org.jspecify.annotations.NullMarked;
