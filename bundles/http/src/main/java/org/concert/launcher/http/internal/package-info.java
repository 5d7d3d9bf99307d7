/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Serves the launcher over HTTP: REST, events, metrics and the web console. Exports nothing.
 */
@NullMarked
package org.concert.launcher.http.internal;

import org.jspecify.annotations.NullMarked;
