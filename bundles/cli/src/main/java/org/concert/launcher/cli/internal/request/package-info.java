/* SPDX-License-Identifier: Apache-2.0 */
/** Works out what a launcher is to be asked for. */
@NullMarked
package org.concert.launcher.cli.internal.request;

import org.jspecify.annotations.NullMarked;
