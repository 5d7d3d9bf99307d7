/* SPDX-License-Identifier: Apache-2.0 */
/** Lays out the distribution while it is built; not part of it. */
@NullMarked
package org.concert.launcher.distribution;

import org.jspecify.annotations.NullMarked;
