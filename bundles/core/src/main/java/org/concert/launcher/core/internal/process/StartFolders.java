/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * On this machine a process starts beside its launcher file, elsewhere in the home folder, as after a login.
 *
 * @param file gives the launcher file
 */
public record StartFolders(Supplier<Path> file) implements ProcessContext.Folders {

    @Override
    public String of(ProcessEntry entry) {
        if (entry.placement().isLocal() && entry.container() == null) {
            Path parent = file.get().toAbsolutePath().normalize().getParent();
            return parent == null ? "/" : parent.toString();
        }
        return entry.link().home().orElse("/");
    }
}
