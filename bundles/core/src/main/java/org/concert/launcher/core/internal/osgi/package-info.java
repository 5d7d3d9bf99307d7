/* SPDX-License-Identifier: Apache-2.0 */
/** The composition inside OSGi: a launcher service for each file, of the framework property and of configurations. */
@NullMarked
package org.concert.launcher.core.internal.osgi;

import org.jspecify.annotations.NullMarked;
