/* SPDX-License-Identifier: Apache-2.0 */
/** Notices that the launcher file was changed. */
@NullMarked
package org.concert.launcher.core.internal.watch;

import org.jspecify.annotations.NullMarked;
