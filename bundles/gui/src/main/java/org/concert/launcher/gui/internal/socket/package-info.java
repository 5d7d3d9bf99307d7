/* SPDX-License-Identifier: Apache-2.0 */
/**
 * WebSocket (RFC 6455, version 13, no extensions), on the connections of Jetty. Jetty's own bundles for it were not to be had
 * in the version of the Jetty that is shipped, and older ones have known holes. Knows nothing of what is sent.
 */
@NullMarked
package org.concert.launcher.gui.internal.socket;

import org.jspecify.annotations.NullMarked;
