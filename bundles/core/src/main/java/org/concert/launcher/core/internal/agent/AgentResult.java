/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.agent;

/**
 * How a script ended.
 *
 * @param exitCode its exit code
 * @param output the end of what it printed on both streams, at most 64 KiB
 */
public record AgentResult(int exitCode, String output) {}
