/* SPDX-License-Identifier: Apache-2.0 */
/** Records who asked a launcher for what. */
@NullMarked
package org.concert.launcher.core.internal.audit;

import org.jspecify.annotations.NullMarked;
