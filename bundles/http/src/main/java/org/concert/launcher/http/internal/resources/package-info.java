/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What processes used of their machines, for as long as one looks back.
 */
@NullMarked
package org.concert.launcher.http.internal.resources;

import org.jspecify.annotations.NullMarked;
