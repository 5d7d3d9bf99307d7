/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the full-screen interface shows and what keys do to it, without a terminal: lists, output, forms. For one thread, but for
 * {@link org.concert.launcher.cli.internal.ui.model.OutputView}, which takes lines from others.
 */
@NullMarked
package org.concert.launcher.cli.internal.ui.model;

import org.jspecify.annotations.NullMarked;
