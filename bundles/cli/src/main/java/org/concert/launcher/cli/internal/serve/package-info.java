/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the command {@code serve} runs: the launcher as OSGi bundles in a framework of its own. The only part of the command line
 * that needs OSGi, and only when it runs: this bundle resolves without a framework API too.
 */
@NullMarked
package org.concert.launcher.cli.internal.serve;

import org.jspecify.annotations.NullMarked;
