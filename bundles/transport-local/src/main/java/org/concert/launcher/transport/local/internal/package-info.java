/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Reaches the machine the launcher itself runs on. Exports nothing: others see a transport service.
 */
@NullMarked
package org.concert.launcher.transport.local.internal;

import org.jspecify.annotations.NullMarked;
