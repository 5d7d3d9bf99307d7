/* SPDX-License-Identifier: Apache-2.0 */
/** The scripts that lie beside classes, and how a shell is given one. What they do is told where they lie. */
@NullMarked
package org.concert.launcher.core.internal.script;

import org.jspecify.annotations.NullMarked;
