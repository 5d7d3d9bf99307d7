/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DirectionTests {

    /** From the bottom up. A bundle may use those further down, none of its own floor. */
    private static final List<List<String>> BUNDLES = List.of(
            List.of("api"),
            List.of("json", "access", "config", "tmux"),
            List.of("core"),
            List.of(
                    "transport-local",
                    "transport-ssh",
                    "transport-docker",
                    "services",
                    "jmx",
                    "http",
                    "console",
                    "gui",
                    "cli"));

    /** From the bottom up, the packages of {@code core.internal}; the empty name is that package itself. */
    private static final List<List<String>> CORE = List.of(
            List.of("loop", "script", "plan", "watch", "audit"),
            List.of("agent", "log"),
            List.of("window"),
            List.of("machine"),
            List.of("process"),
            List.of("run", "resources", "output", "monitor"),
            List.of(""),
            List.of("osgi"));

    @Test
    void everyBundleIsLookedAt() {
        List<String> floors = BUNDLES.stream().flatMap(List::stream).toList();

        assertThat(floors).containsExactlyInAnyOrderElementsOf(Bundles.names());
        assertThat(Bundles.CLASSES.stream().map(Bundles::place).distinct())
                .containsAll(Bundles.sources().stream()
                        .map(Bundles::place)
                        .filter(place -> !place.endsWith("package-info"))
                        .toList());
    }

    @Test
    void bundlesUseOnlyThoseBelow() {
        floors(BUNDLES, bundle -> Bundles.root(bundle) + "..")
                .as("bundles use only those below")
                .check(Bundles.CLASSES);
    }

    @Test
    void packagesOfCoreUseOnlyThoseBelow() {
        String internal = Bundles.root("core") + ".internal";

        floors(CORE, name -> name.isEmpty() ? internal : internal + "." + name + "..")
                .as("packages of core use only those below")
                .check(Bundles.CLASSES.that(resideInAPackage(internal + "..")));
    }

    @Test
    void noBundleUsesAnInternalPackageOfAnother() {
        List<String> uses = new ArrayList<>();

        for (JavaClass type : Bundles.CLASSES) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String used = dependency.getTargetClass().getPackageName();
                int internal = (used + ".").indexOf(".internal.");
                if (used.startsWith(Bundles.ROOT)
                        && internal > 0
                        && !type.getPackageName().startsWith(used.substring(0, internal))) {
                    uses.add(dependency.getDescription());
                }
            }
        }

        assertThat(uses).isEmpty();
    }

    @Test
    void noPackagesUseEachOtherInACircle() {
        slices().assignedFrom(new Packages())
                .namingSlices("$1")
                .should()
                .beFreeOfCycles()
                .check(Bundles.CLASSES);
    }

    /** Takes the exported package of a bundle and the internal one right below, which is what is behind it, for one. */
    private static final class Packages implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName().replaceFirst("\\.internal$", ""));
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }

    private static LayeredArchitecture floors(List<List<String>> floors, UnaryOperator<String> packages) {
        LayeredArchitecture house = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String name : floors.stream().flatMap(List::stream).toList()) {
            house = house.layer(packages.apply(name)).definedBy(packages.apply(name));
        }
        List<String> below = new ArrayList<>();
        for (List<String> floor : floors) {
            for (String name : floor) {
                var layer = house.whereLayer(packages.apply(name));
                house = below.isEmpty()
                        ? layer.mayNotAccessAnyLayer()
                        : layer.mayOnlyAccessLayers(below.toArray(String[]::new));
            }
            floor.stream().map(packages).forEach(below::add);
        }
        return house.ensureAllClassesAreContainedInArchitecture();
    }
}
