/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The command {@code concert_launcher}: reads arguments, calls the core, prints. Exports nothing.
 */
@NullMarked
package org.concert.launcher.cli.internal;

import org.jspecify.annotations.NullMarked;
