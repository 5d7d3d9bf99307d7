/* SPDX-License-Identifier: Apache-2.0 */
/** JMX over the network: for users only, by TLS only, and no more of the JVM than over HTTP. */
@NullMarked
package org.concert.launcher.jmx.internal.remote;

import org.jspecify.annotations.NullMarked;
