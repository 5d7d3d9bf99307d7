/* SPDX-License-Identifier: Apache-2.0 */
/** How a launcher file is read: from bytes to YAML nodes, and from nodes to configuration, collecting mistakes. */
@NullMarked
package org.concert.launcher.config.internal;

import org.jspecify.annotations.NullMarked;
