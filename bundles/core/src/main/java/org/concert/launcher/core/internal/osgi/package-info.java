/* SPDX-License-Identifier: Apache-2.0 */
/** The composition inside OSGi. */
@NullMarked
package org.concert.launcher.core.internal.osgi;

import org.jspecify.annotations.NullMarked;
