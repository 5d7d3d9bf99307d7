/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Turns snapshots, plans and outcomes into text. Nothing here starts, stops or waits; only the live display writes.
 */
@NullMarked
package org.concert.launcher.cli.internal.view;

import org.jspecify.annotations.NullMarked;
