/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows the programs of a process as a tree: each below the one that started it. */
public final class ProgramTree {

    private static final String INDENT = "  ";

    private final Map<String, List<Program>> children = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final Branches branches;

    private record Program(String pid, String parent, String command) {}

    private ProgramTree(List<Program> programs, Branches branches) {
        this.branches = branches;
        for (Program program : programs) {
            children.computeIfAbsent(program.parent(), parent -> new ArrayList<>())
                    .add(program);
        }
        List<String> pids = programs.stream().map(Program::pid).toList();
        for (Program program : programs) {
            // What has lost its parent, or was started by tmux, stands at the top.
            if (!pids.contains(program.parent())) {
                lines.add(INDENT + text(program));
                addChildren(program, INDENT);
            }
        }
    }

    /**
     * Return the lines to show below the process.
     *
     * @param text {@code PID PARENT COMMAND}, a line for each program, as the launcher tells them
     */
    public static List<String> lines(String text, Branches branches) {
        List<Program> programs = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] words = line.strip().split(" +", 3);
            if (words.length == 3) {
                programs.add(new Program(words[0], words[1], words[2]));
            }
        }
        programs.sort((one, other) -> Long.compare(number(one.pid()), number(other.pid())));
        return List.copyOf(new ProgramTree(programs, branches).lines);
    }

    private void addChildren(Program parent, String indent) {
        List<Program> below = children.getOrDefault(parent.pid(), List.of());
        for (int i = 0; i < below.size(); i++) {
            boolean last = i == below.size() - 1;
            lines.add(indent + branches.draw(last ? "└─ " : "├─ ") + text(below.get(i)));
            addChildren(below.get(i), indent + branches.draw(last ? "   " : "│  "));
        }
    }

    private static String text(Program program) {
        return program.pid() + " " + program.command();
    }

    private static long number(String pid) {
        return pid.chars().allMatch(Character::isDigit) && pid.length() < 19 ? Long.parseLong(pid) : 0;
    }
}
