/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.util.Collection;
import org.concert.launcher.core.internal.window.PaneRecord;

/**
 * What one look at a machine has shown.
 *
 * @param panes our panes
 * @param orphans what lives on without one
 */
record Seen(Collection<PaneRecord> panes, Orphans orphans) {}
