/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The control-mode protocol behind {@code org.concert.launcher.tmux}.
 */
@NullMarked
package org.concert.launcher.tmux.internal;

import org.jspecify.annotations.NullMarked;
