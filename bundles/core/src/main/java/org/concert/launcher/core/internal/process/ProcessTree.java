/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Living programs of one run, as agent.sh names them.
 *
 * @param members the programs
 */
record ProcessTree(List<Member> members) {

    private static final Pattern MEMBER = Pattern.compile("([0-9]+):([0-9]+):([A-Za-z0-9_.-]*)");

    /** No programs. */
    static final ProcessTree EMPTY = new ProcessTree(List.of());

    /**
     * A program.
     *
     * @param pid its process id
     * @param start the kernel's start time, by which it is told from a later one of the same id
     * @param name the name of its executable
     */
    record Member(long pid, long start, String name) {}

    /** Read the members out of what a script printed; other lines are complaints of commands. */
    static ProcessTree parse(String output) {
        return new ProcessTree(output.lines()
                .map(MEMBER::matcher)
                .filter(Matcher::matches)
                .map(m -> new Member(Long.parseLong(m.group(1)), Long.parseLong(m.group(2)), m.group(3)))
                .toList());
    }

    /** Return the words by which agent.sh finds these again. */
    String known() {
        return members.stream()
                .map(member -> member.pid() + ":" + member.start())
                .collect(Collectors.joining(" "));
    }

    /** Return the words by which agent.sh finds the first of them, {@code 0} if there is none. */
    String first() {
        return members.stream()
                .min(Comparator.comparingLong(Member::start).thenComparingLong(Member::pid))
                .map(member -> member.pid() + ":" + member.start())
                .orElse("0");
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Return the members for people. */
    @Override
    public String toString() {
        return members.stream()
                .map(member -> member.name() + " (pid " + member.pid() + ")")
                .collect(Collectors.joining(", "));
    }
}
