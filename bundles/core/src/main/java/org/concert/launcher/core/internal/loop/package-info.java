/* SPDX-License-Identifier: Apache-2.0 */
/** The one thread that owns what a launcher knows, and how work is composed on it. */
@NullMarked
package org.concert.launcher.core.internal.loop;

import org.jspecify.annotations.NullMarked;
