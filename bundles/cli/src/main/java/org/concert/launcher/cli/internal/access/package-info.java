/* SPDX-License-Identifier: Apache-2.0 */
/** The commands for users, and for who did what. */
@NullMarked
package org.concert.launcher.cli.internal.access;

import org.jspecify.annotations.NullMarked;
