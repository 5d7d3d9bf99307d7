/* SPDX-License-Identifier: Apache-2.0 */
/** Lets in whom the users know, by role, and keeps what is hostile from everything behind. */
@NullMarked
package org.concert.launcher.http.internal.access;

import org.jspecify.annotations.NullMarked;
