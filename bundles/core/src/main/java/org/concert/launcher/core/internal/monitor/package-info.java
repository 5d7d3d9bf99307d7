/* SPDX-License-Identifier: Apache-2.0 */
/** Shows the terminals of running processes to people. */
@NullMarked
package org.concert.launcher.core.internal.monitor;

import org.jspecify.annotations.NullMarked;
