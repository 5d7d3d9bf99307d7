/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Events: tells what changes to any number of readers, as server-sent events. A reader that is slow costs bounded memory and
 * no thread, and is brought up to date by a snapshot.
 */
@NullMarked
package org.concert.launcher.http.internal.events;

import org.jspecify.annotations.NullMarked;
