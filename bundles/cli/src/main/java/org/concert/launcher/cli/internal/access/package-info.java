/* SPDX-License-Identifier: Apache-2.0 */
/** What the commands for users need: names and passwords. */
@NullMarked
package org.concert.launcher.cli.internal.access;

import org.jspecify.annotations.NullMarked;
