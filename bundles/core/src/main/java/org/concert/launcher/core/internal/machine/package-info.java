/* SPDX-License-Identifier: Apache-2.0 */
/** Reaches machines and keeps hold of them. */
@NullMarked
package org.concert.launcher.core.internal.machine;

import org.jspecify.annotations.NullMarked;
