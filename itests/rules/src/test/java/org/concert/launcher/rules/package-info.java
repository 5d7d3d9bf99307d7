/* SPDX-License-Identifier: Apache-2.0 */
/** What holds for the code of all bundles: directions, sizes, and where time, threads and futures may come from. */
@NullMarked
package org.concert.launcher.rules;

import org.jspecify.annotations.NullMarked;
