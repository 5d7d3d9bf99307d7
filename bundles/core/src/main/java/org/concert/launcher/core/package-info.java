/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Puts the launcher together: dependency order, process states, readiness, restart and events.
 *
 * <p>The same classes serve both compositions: Declarative Services inside OSGi, and plain constructors on a
 * class path. Machines are reached only through the transports that are handed in.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.concert.launcher.core;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
