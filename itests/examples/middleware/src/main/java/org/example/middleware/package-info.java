/* SPDX-License-Identifier: Apache-2.0 */
/** Components of somebody else's middleware that react to what processes do. */
@NullMarked
package org.example.middleware;

import org.jspecify.annotations.NullMarked;
