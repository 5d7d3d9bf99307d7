/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Speaks to a tmux server in control mode, over any pair of byte streams.
 *
 * <p>This package knows tmux and no transport: whoever has a channel to a machine, local or remote, hands it
 * in. It knows windows and panes, but not what a process or a launcher file is.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.concert.launcher.tmux;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
