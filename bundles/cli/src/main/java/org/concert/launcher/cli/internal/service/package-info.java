/* SPDX-License-Identifier: Apache-2.0 */
/** Launchers as services of systemd: enabled for the boot, and telling that they live. */
@NullMarked
package org.concert.launcher.cli.internal.service;

import org.jspecify.annotations.NullMarked;
