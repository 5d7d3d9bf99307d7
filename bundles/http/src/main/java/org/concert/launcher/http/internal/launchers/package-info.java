/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The launchers there are, for all that is served.
 */
@NullMarked
package org.concert.launcher.http.internal.launchers;

import org.jspecify.annotations.NullMarked;
