/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be configured is described for the consoles that show it. */
class MetatypeTests {

    private static final Pattern COMPONENT = Pattern.compile("<scr:component [^>]*>");
    private static final Pattern PID = Pattern.compile("<Designate [^>]*(?:pid|factoryPid)=\"([^\"]+)\"");

    @Test
    void everyPidThatIsReadHasAMetatype() {
        Set<String> described = new TreeSet<>();
        for (String xml : descriptions("OSGI-INF/metatype")) {
            PID.matcher(xml).results().forEach(match -> described.add(match.group(1)));
        }
        Set<String> read = new TreeSet<>();
        for (String xml : descriptions("OSGI-INF")) {
            Matcher component = COMPONENT.matcher(xml);
            if (component.find() && readsItsConfiguration(attribute(xml, "<implementation class"), component.group())) {
                String head = component.group();
                read.add(attribute(head, head.contains("configuration-pid") ? "configuration-pid" : " name"));
            }
        }

        assertThat(read)
                .contains("org.concert.launcher", "org.concert.launcher.core", "org.concert.launcher.http")
                .isEqualTo(described);
    }

    /** What a constructor is given besides services and the bundle is the configuration, as a map or an annotation. */
    private static boolean readsItsConfiguration(String component, String head) {
        int given = head.contains(" init=") ? Integer.parseInt(attribute(head, " init")) : 0;
        return Bundles.CLASSES.get(component).getConstructors().stream()
                .map(JavaCodeUnit::getRawParameterTypes)
                .filter(types -> types.size() == given)
                .flatMap(List::stream)
                .anyMatch(type -> type.isEquivalentTo(Map.class) || type.isAnnotation());
    }

    private static String attribute(String xml, String name) {
        Matcher value = Pattern.compile(Pattern.quote(name) + "=\"([^\"]+)\"").matcher(xml);
        assertThat(value.find()).as(name + " in " + xml).isTrue();
        return value.group(1);
    }

    private static List<String> descriptions(String folder) {
        Stream<Path> folders = Bundles.names().stream()
                .map(bundle -> Path.of("../../bundles", bundle, "target/classes", folder))
                .filter(Files::isDirectory);
        return folders.flatMap(MetatypeTests::files).map(MetatypeTests::content).toList();
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".xml")).toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
