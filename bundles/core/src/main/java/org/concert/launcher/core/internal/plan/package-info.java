/* SPDX-License-Identifier: Apache-2.0 */
/** Works out what a start would run: pure functions of the launcher file and the request. */
@NullMarked
package org.concert.launcher.core.internal.plan;

import org.jspecify.annotations.NullMarked;
