/* SPDX-License-Identifier: Apache-2.0 */
/** Reaches the insides of Docker containers, on whichever machine. */
@NullMarked
package org.concert.launcher.transport.docker.internal;

import org.jspecify.annotations.NullMarked;
