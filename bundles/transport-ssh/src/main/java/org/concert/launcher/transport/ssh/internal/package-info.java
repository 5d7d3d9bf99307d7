/* SPDX-License-Identifier: Apache-2.0 */
/** Reaches machines by SSH. */
@NullMarked
package org.concert.launcher.transport.ssh.internal;

import org.jspecify.annotations.NullMarked;
