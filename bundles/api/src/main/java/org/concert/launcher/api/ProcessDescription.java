/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the launcher file says of one process; it does not change while the file is in force. Of one that runs and is not in the
 * file it is as far as that is known.
 *
 * @param name the process
 * @param session the tmux session its window is in
 * @param machine where it runs
 * @param container the container it is executed in, or null
 * @param command the template of its command
 * @param persistent false for a one-shot
 * @param dependsOn its direct dependencies, in the order of the file
 * @param dependants the processes that depend on it, directly or not
 * @param variants its variants, in the order of the file
 * @param showUi whether a console should show it
 * @param category the group a console shows it in, or null
 * @param inFile whether it is in the launcher file: what is not can be stopped, but not started
 */
public record ProcessDescription(
        String name,
        String session,
        String machine,
        @Nullable String container,
        String command,
        boolean persistent,
        List<String> dependsOn,
        List<String> dependants,
        List<VariantDescription> variants,
        boolean showUi,
        @Nullable String category,
        boolean inFile) {

    /** Copy the collections, so that nobody can change them later. */
    public ProcessDescription {
        dependsOn = List.copyOf(dependsOn);
        dependants = List.copyOf(dependants);
        variants = List.copyOf(variants);
    }
}
