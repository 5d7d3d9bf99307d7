/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The orchestration behind {@code org.concert.launcher.core}.
 */
@NullMarked
package org.concert.launcher.core.internal;

import org.jspecify.annotations.NullMarked;
