/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SizeTests {

    private static final int MOST_LINES_OF_A_CLASS = 400;
    private static final int MOST_LINES_OF_A_METHOD = 40;

    /** To be made smaller, with the lines that they had when this was written; they must not get more. */
    private static final Map<String, Integer> LARGE_CLASSES = Map.of(
            "core.internal.machine.MachineLink", 492,
            "core.internal.process.ProcessEntry", 442);

    private static final Map<String, Integer> LARGE_METHODS = Map.of();

    @Test
    void noClassIsLargerThanItsFileMayBe() throws IOException {
        Map<String, Integer> lines = new TreeMap<>();
        for (Path source : Bundles.sources()) {
            lines.put(Bundles.place(source), Files.readAllLines(source).size());
        }

        assertThat(complaints(lines, MOST_LINES_OF_A_CLASS, LARGE_CLASSES)).isEmpty();
    }

    @Test
    void noMethodIsLargerThanItMayBe() throws IOException {
        assertThat(complaints(methods(), MOST_LINES_OF_A_METHOD, LARGE_METHODS)).isEmpty();
    }

    private static List<String> complaints(Map<String, Integer> lines, int most, Map<String, Integer> large) {
        List<String> complaints = new ArrayList<>();
        lines.forEach((name, count) -> {
            int allowed = large.getOrDefault(name, most);
            if (count > allowed) {
                complaints.add("%s has %d lines, and may have %d".formatted(name, count, allowed));
            }
        });
        large.keySet().stream()
                .filter(name -> lines.getOrDefault(name, 0) <= most)
                .forEach(name -> complaints.add(name + " is listed, but is not large any more: take it off the list"));
        return complaints;
    }

    /** Return how many lines each method has, from its annotations to its last brace. */
    private static Map<String, Integer> methods() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, Integer> lines = new TreeMap<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var sources = files.getJavaFileObjectsFromPaths(Bundles.sources());
            var task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, sources);
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Methods(unit, positions, lines).scan(unit, null);
            }
        }
        return lines;
    }

    /** Notes the lines of the methods of a source; of those of one name in two classes of it, those of the longer. */
    private static final class Methods extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Map<String, Integer> lines;

        Methods(CompilationUnitTree unit, SourcePositions positions, Map<String, Integer> lines) {
            this.unit = unit;
            this.positions = positions;
            this.lines = lines;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            String name = Bundles.place(Path.of(unit.getSourceFile().toUri()))
                    + "."
                    + method.getName()
                    + method.getParameters().stream()
                            .map(VariableTree::getType)
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ", "(", ")"));
            long first = line(positions.getStartPosition(unit, method));
            long last = line(positions.getEndPosition(unit, method));
            lines.merge(name, (int) (last - first + 1), Math::max);
            return super.visitMethod(method, null);
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
