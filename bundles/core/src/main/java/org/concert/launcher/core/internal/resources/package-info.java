/* SPDX-License-Identifier: Apache-2.0 */
/** What the programs of processes use: CPU and memory, sampled now and then while a launcher observes. */
@NullMarked
package org.concert.launcher.core.internal.resources;

import org.jspecify.annotations.NullMarked;
