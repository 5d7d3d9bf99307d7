/* SPDX-License-Identifier: Apache-2.0 */
/** The services and events of processes, over any {@code Launcher} service. */
@NullMarked
package org.concert.launcher.services.internal;

import org.jspecify.annotations.NullMarked;
