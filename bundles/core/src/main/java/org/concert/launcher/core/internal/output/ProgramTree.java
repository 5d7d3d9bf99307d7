/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws the programs of a process as a tree: each below the one that started it. */
final class ProgramTree {

    private final Map<String, List<Program>> children = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    private record Program(String pid, String parent, String command) {}

    private ProgramTree(List<Program> programs) {
        for (Program program : programs) {
            children.computeIfAbsent(program.parent(), parent -> new ArrayList<>())
                    .add(program);
        }
        Set<String> pids = programs.stream().map(Program::pid).collect(Collectors.toSet());
        for (Program program : programs) {
            // What has lost its parent, or was started by tmux, stands at the top.
            if (!pids.contains(program.parent())) {
                lines.add(text(program));
                addChildren(program, "");
            }
        }
    }

    /**
     * Return the tree, a line for each program.
     *
     * @param listed {@code PID PARENT COMMAND}, a line for each program, in any order
     */
    static String draw(String listed) {
        List<Program> programs = new ArrayList<>();
        for (String line : listed.lines().toList()) {
            String[] words = line.strip().split(" +", 3);
            if (words.length == 3) {
                programs.add(new Program(words[0], words[1], words[2]));
            }
        }
        programs.sort((one, other) -> Long.compare(number(one.pid()), number(other.pid())));
        return String.join("\n", new ProgramTree(programs).lines);
    }

    private void addChildren(Program parent, String indent) {
        List<Program> below = children.getOrDefault(parent.pid(), List.of());
        for (int i = 0; i < below.size(); i++) {
            boolean last = i == below.size() - 1;
            lines.add(indent + (last ? "└─ " : "├─ ") + text(below.get(i)));
            addChildren(below.get(i), indent + (last ? "   " : "│  "));
        }
    }

    private static String text(Program program) {
        return program.pid() + " " + program.command();
    }

    private static long number(String pid) {
        return pid.chars().allMatch(Character::isDigit) && pid.length() < 19 ? Long.parseLong(pid) : 0;
    }
}
