/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The MBeans behind {@code org.concert.launcher.jmx}, and their coming and going.
 */
@NullMarked
package org.concert.launcher.jmx.internal;

import org.jspecify.annotations.NullMarked;
