/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The management interfaces under which processes, machines and transports are seen over JMX.
 *
 * <p>Attributes are reads of a field: no attribute runs a command or waits for a machine.
 */
@Export
@Version("0.3.0")
@NullMarked
package org.concert.launcher.jmx;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
