/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The MBeans over HTTP, by Jolokia, and what of them is to be had.
 */
@NullMarked
package org.concert.launcher.http.internal.jolokia;

import org.jspecify.annotations.NullMarked;
