/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What {@code status} shows, and how it is filtered, formatted and followed.
 */
@NullMarked
package org.concert.launcher.cli.internal.status;

import org.jspecify.annotations.NullMarked;
