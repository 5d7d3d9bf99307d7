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
 * @param terminal what becomes of their terminal
 * @param others programs that it or its checks have begun, and that are no part of it
 */
record ProcessTree(List<Member> members, Terminal terminal, List<Member> others) {

    private static final Pattern MEMBER = Pattern.compile("([0-9]+):([0-9]+):([A-Za-z0-9_.-]*)");

    private static final Pattern OTHER = Pattern.compile("([0-9]+):([0-9]+):~([A-Za-z0-9_.-]*)");

    private static final Pattern LEADER = Pattern.compile("[0-9]+:[0-9]+:\\+([a-z]+)");

    /** No programs. */
    static final ProcessTree EMPTY = new ProcessTree(List.of());

    /** What leads the session of the programs, if it is no program of the process itself, and so has the terminal in its hands. */
    enum Terminal {
        /** There is nothing of that kind: the terminal goes with the first program of the process. */
        OWN,
        /** It runs the first program of the process. */
        RUNNING,
        /** The first program has ended: it ends now, or waits for the others. */
        ENDED
    }

    /** Create the programs of a run that have their terminal for themselves, if any. */
    ProcessTree(List<Member> members) {
        this(members, Terminal.OWN, List.of());
    }

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
        Terminal terminal = output.lines()
                .map(LEADER::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1).equals("running") ? Terminal.RUNNING : Terminal.ENDED)
                .findFirst()
                .orElse(Terminal.OWN);
        return new ProcessTree(matching(MEMBER, output), terminal, matching(OTHER, output));
    }

    private static List<Member> matching(Pattern kind, String output) {
        return output.lines()
                .map(kind::matcher)
                .filter(Matcher::matches)
                .map(m -> new Member(Long.parseLong(m.group(1)), Long.parseLong(m.group(2)), m.group(3)))
                .toList();
    }

    /** Return programs of which nothing but the process ids is known; agent.sh does not find them again by these. */
    static ProcessTree of(List<Long> pids) {
        return new ProcessTree(pids.stream().map(pid -> new Member(pid, 0, "")).toList());
    }

    /** Return programs, each {@code PID:START}, with spaces between them. */
    static ProcessTree ofWords(String words) {
        return parse(words.strip().replaceAll(" +|$", ":\n"));
    }

    /** Return the lines by which {@link #parse} reads these again. */
    String lines() {
        return members.stream()
                .map(member -> member.pid() + ":" + member.start() + ":" + member.name())
                .collect(Collectors.joining("\n"));
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
