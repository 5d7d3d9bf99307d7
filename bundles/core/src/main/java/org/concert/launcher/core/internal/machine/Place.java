/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import org.concert.launcher.api.Host;
import org.concert.launcher.core.internal.agent.Agent;

/**
 * Where a process runs: a machine, or a container of one.
 *
 * @param host the place
 * @param agent runs commands in it
 * @param bash whether there is a bash in it
 */
public record Place(Host host, Agent agent, boolean bash) {}
