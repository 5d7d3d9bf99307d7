/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Serves the pages of the web console. They hold no data: what they show they ask of the REST interface and the events of
 * {@code org.concert.launcher.http}. Exports nothing.
 */
@NullMarked
package org.concert.launcher.console.internal;

import org.jspecify.annotations.NullMarked;
