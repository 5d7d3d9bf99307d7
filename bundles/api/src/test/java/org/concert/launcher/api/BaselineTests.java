/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What others have compiled against stays as it is: the API is compared with the text of it in {@code baseline.txt}, whose
 * first line is the version of the package. Who means to change it raises the version in package-info.java, and writes the
 * text anew with {@code -Dbaseline.write}.
 */
class BaselineTests {

    private static final Path BASELINE = Path.of("src/test/resources/baseline.txt");
    private static final Path PACKAGE_INFO = Path.of("src/main/java/org/concert/launcher/api/package-info.java");

    @Test
    void apiIsThatOfItsVersion() throws Exception {
        List<String> api = new ArrayList<>(List.of("version " + version()));
        api.addAll(signatures());
        List<String> baseline = Files.exists(BASELINE) ? Files.readAllLines(BASELINE) : List.of("");

        if (System.getProperty("baseline.write") != null) {
            if (baseline.get(0).equals(api.get(0)) && !baseline.equals(api)) {
                fail("Cannot write another API of the same version: raise @Version in package-info.java first");
            }
            Files.write(BASELINE, api);
            return;
        }
        assertThat(api)
                .as(
                        "If this is meant: raise @Version in package-info.java (the minor number when all that was there still"
                                + " is, or implementers only notice), then: mvn -o -Dquick test -pl bundles/api"
                                + " -Dtest=BaselineTests -Dbaseline.write")
                .isEqualTo(baseline);
    }

    private static String version() throws IOException {
        Matcher version = Pattern.compile("@Version\\(\"(.*?)\"\\)").matcher(Files.readString(PACKAGE_INFO));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    private static List<String> signatures() throws IOException, URISyntaxException, ClassNotFoundException {
        Path folder = Path.of(Launcher.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("org/concert/launcher/api");
        List<String> names;
        try (Stream<Path> files = Files.list(folder)) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .sorted()
                    .toList();
        }
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            Class<?> type = Class.forName("org.concert.launcher.api." + name);
            if (isVisible(type)) {
                lines.addAll(signatures(type));
            }
        }
        return lines;
    }

    private static boolean isVisible(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return Modifier.isPublic(type.getModifiers()) && (outer == null || isVisible(outer));
    }

    private static List<String> signatures(Class<?> type) {
        String supertypes = Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass()), Stream.of(type.getGenericInterfaces()))
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", ", " : ", ""));
        List<String> lines = new ArrayList<>(List.of(type.toGenericString() + supertypes));
        Stream<Member> members = Stream.of(
                        type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
                .flatMap(Arrays::stream);
        members.filter(member -> (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
                .filter(member -> !member.isSynthetic())
                .map(member -> "  " + signature(member))
                .sorted(Comparator.naturalOrder())
                .forEach(lines::add);
        return lines;
    }

    private static String signature(Member member) {
        return member instanceof Executable executable ? executable.toGenericString() : member.toString();
    }
}
