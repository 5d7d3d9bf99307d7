/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The reading and checking behind {@code org.concert.launcher.config}.
 */
@NullMarked
package org.concert.launcher.config.internal;

import org.jspecify.annotations.NullMarked;
