/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux;

/**
 * Something tmux told without being asked.
 *
 * <p>{@code %window-renamed @0 xx} is the name {@code window-renamed} and the text {@code @0 xx}. What a hook prints
 * has no name: tmux writes such lines bare, and their text is the whole line.
 *
 * @param name the word after {@code %}, without it; empty for a bare line
 * @param text what follows the name and one space; empty when nothing does
 */
public record Notification(String name, String text) {}
