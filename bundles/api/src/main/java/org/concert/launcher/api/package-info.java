/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What others program against: the records, enums and service interfaces of the launcher.
 *
 * <p>This package knows nothing of YAML, tmux, JMX or HTTP, and depends on nothing but the JDK. A bundle
 * adds a way of reaching machines, or a way of showing processes, by using these types alone.
 */
@Export
@Version("0.18.0")
@NullMarked
package org.concert.launcher.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
