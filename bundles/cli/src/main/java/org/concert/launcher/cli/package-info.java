/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The main class of {@code concert_launcher}. It works on a plain class path; nobody programs against it.
 */
@NullMarked
package org.concert.launcher.cli;

import org.jspecify.annotations.NullMarked;
