/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Turns a launcher file into checked, immutable values.
 *
 * <p>Every mistake is found before anything runs, and all of them are told at once, each with its file,
 * line and column. Nothing here knows how a process is started.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.concert.launcher.config;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
