/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.log;

import java.nio.ByteBuffer;

/**
 * A part of a log.
 *
 * @param position the byte of all output at which it begins
 * @param bytes what stands there; empty if there is nothing yet
 */
public record LogPiece(long position, ByteBuffer bytes) {}
