/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What people type: names, variants and parameters, times, words of other tools.
 */
@NullMarked
package org.concert.launcher.cli.internal.arguments;

import org.jspecify.annotations.NullMarked;
