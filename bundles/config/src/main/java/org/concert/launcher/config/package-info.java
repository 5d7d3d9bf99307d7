/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Reads a launcher file and says everything that is wrong with it.
 *
 * <p>{@link org.concert.launcher.config.LauncherConfigReader LauncherConfigReader} turns {@code launcher.yaml} into an
 * immutable {@link org.concert.launcher.config.LauncherConfig LauncherConfig}, or into the list of all its mistakes,
 * each with file, line and column. Nothing here starts a process, opens a connection or fills in a parameter for good:
 * a {@link org.concert.launcher.config.Template Template} stays a template until a start is planned.
 *
 * <p>Everything exported is immutable and may be used by any thread.
 */
@Export
@Version("0.2.0")
@NullMarked
package org.concert.launcher.config;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
