/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the code calls, or hands on as a method reference, and the list of those classes that may. */
final class Uses {

    private Uses() {}

    /**
     * Make sure that exactly the listed classes use something. One that does no more has to leave its list, so that it does
     * not come back unnoticed.
     *
     * @param rootPackage where this holds
     * @param places the classes, as {@link Bundles#place} calls them
     */
    static void areOnlyIn(Set<String> places, String rootPackage, Predicate<JavaCodeUnitAccess<?>> use) {
        List<String> complaints = new ArrayList<>();
        Set<String> unused = new TreeSet<>(places);
        for (JavaClass type : Bundles.CLASSES) {
            if (type.getPackageName().equals(rootPackage)
                    || type.getPackageName().startsWith(rootPackage + ".")) {
                Set<String> found = type.getCodeUnitAccessesFromSelf().stream()
                        .filter(use)
                        .map(JavaCodeUnitAccess::getDescription)
                        .collect(Collectors.toCollection(TreeSet::new));
                if (!places.contains(Bundles.place(type))) {
                    complaints.addAll(found);
                } else if (!found.isEmpty()) {
                    unused.remove(Bundles.place(type));
                }
            }
        }
        unused.forEach(place -> complaints.add(place + " is listed, but does it no more: take it off the list"));

        assertThat(complaints).isEmpty();
    }

    /** Match methods of a type, or of what extends it, by their names. */
    static Predicate<JavaCodeUnitAccess<?>> methods(Class<?> owner, String... names) {
        return access -> access.getTarget().getOwner().isAssignableTo(owner)
                && Set.of(names).contains(access.getTarget().getName());
    }

    /** Match constructors of a type, or of what extends it. */
    static Predicate<JavaCodeUnitAccess<?>> constructors(Class<?> owner) {
        return methods(owner, "<init>");
    }

    /** Match what takes no parameter of a type. */
    static Predicate<JavaCodeUnitAccess<?>> without(Class<?> parameter) {
        return access -> !parameters(access.getTarget()).contains(parameter.getName());
    }

    private static List<String> parameters(CodeUnitAccessTarget target) {
        return target.getRawParameterTypes().stream().map(JavaClass::getName).toList();
    }
}
