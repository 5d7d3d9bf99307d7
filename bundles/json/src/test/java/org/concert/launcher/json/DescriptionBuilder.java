/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import java.util.List;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.VariantDescription;

/** Makes descriptions of which a test states only what it is about. */
public final class DescriptionBuilder {

    private final String name;
    private String command;
    private boolean persistent = true;
    private List<String> dependsOn = List.of();
    private List<String> dependants = List.of();
    private List<VariantDescription> variants = List.of();
    private String category;
    private boolean inFile = true;

    private DescriptionBuilder(String name) {
        this.name = name;
        this.command = "run " + name;
    }

    /** Begin with a persistent process of the launcher file that depends on nothing. */
    public static DescriptionBuilder described(String name) {
        return new DescriptionBuilder(name);
    }

    public DescriptionBuilder command(String command) {
        this.command = command;
        return this;
    }

    public DescriptionBuilder persistent(boolean persistent) {
        this.persistent = persistent;
        return this;
    }

    public DescriptionBuilder dependsOn(String... names) {
        this.dependsOn = List.of(names);
        return this;
    }

    public DescriptionBuilder dependants(List<String> names) {
        this.dependants = names;
        return this;
    }

    public DescriptionBuilder variants(List<VariantDescription> variants) {
        this.variants = variants;
        return this;
    }

    public DescriptionBuilder category(String category) {
        this.category = category;
        return this;
    }

    public DescriptionBuilder inFile(boolean inFile) {
        this.inFile = inFile;
        return this;
    }

    public ProcessDescription build() {
        return new ProcessDescription(
                name,
                "robot",
                "local",
                null,
                command,
                persistent,
                dependsOn,
                dependants,
                variants,
                List.of(),
                true,
                category,
                inFile);
    }
}
