/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the launcher file says of one process. While the file is in force only where it is may change, as variants and parameters may
 * have it elsewhere. Of one that runs and is not in the file it is as far as that is known.
 *
 * @param name the process
 * @param session the tmux session its window is in, or would be if nothing is given
 * @param machine where it runs, or would
 * @param container the container it is executed in, or null
 * @param command the template of its command
 * @param persistent false for a one-shot
 * @param dependsOn its direct dependencies if no variant is given, in the order of the file
 * @param dependants the processes that depend on it, directly or not, if no variant is given
 * @param variants its variants, in the order of the file
 * @param parameters the parameters that it uses with one variant or another
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
        List<ParameterDescription> parameters,
        boolean showUi,
        @Nullable String category,
        boolean inFile) {

    /** Copy the collections, so that nobody can change them later. */
    public ProcessDescription {
        dependsOn = List.copyOf(dependsOn);
        dependants = List.copyOf(dependants);
        variants = List.copyOf(variants);
        parameters = List.copyOf(parameters);
    }
}
