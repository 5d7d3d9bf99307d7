/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.resources;

import java.util.HashMap;
import java.util.Map;

/**
 * The programs of one process at one moment.
 *
 * @param programs how many there are, the dead not counted
 * @param residentBytes their resident memory; what several share counts for each
 * @param used the CPU time of each, by {@code PID:START}; a program that is dead is listed until it is waited for
 */
record TreeSample(int programs, long residentBytes, Map<String, Used> used) {

    /**
     * The CPU time that a program has used since its start, in ticks of the kernel.
     *
     * @param own by itself
     * @param ofChildren by the children it has waited for, and what these have waited for
     */
    record Used(long own, long ofChildren) {
        long all() {
            return own + ofChildren;
        }
    }

    /** Copy the map, so that nobody can change it later. */
    TreeSample {
        used = Map.copyOf(used);
    }

    /** Read what follows the index in a line of agent.sh. */
    static TreeSample parse(String[] words) {
        Map<String, Used> used = new HashMap<>();
        for (int i = 3; i < words.length; i++) {
            String[] parts = words[i].split(":", -1);
            used.put(parts[0] + ":" + parts[1], new Used(Long.parseLong(parts[2]), Long.parseLong(parts[3])));
        }
        return new TreeSample(Integer.parseInt(words[1]), Long.parseLong(words[2]), used);
    }

    /**
     * Return the words by which agent.sh finds these programs again, each with a space before it.
     *
     * @param root the process id of the one that it is told anyway
     */
    String known(long root) {
        StringBuilder words = new StringBuilder();
        for (String program : used.keySet()) {
            if (!program.startsWith(root + ":")) {
                words.append(' ').append(program);
            }
        }
        return words.toString();
    }

    /**
     * Return how many ticks these programs, and those that were there in between, have used since an earlier sample.
     *
     * <p>A program that ended has handed its time on to the one that waited for it, so only the part that was not
     * counted before is new there. Where nobody waited for it, what it used at the end is not known, and not counted.
     * A program that is older than the earlier sample and was not found then has used its time before.
     *
     * @param earlier the same process at an earlier moment
     * @param mark when that was: the start time that programs had that were started then
     */
    long ticksSince(TreeSample earlier, long mark) {
        long own = 0;
        long ofChildren = 0;
        for (Map.Entry<String, Used> program : used.entrySet()) {
            Used now = program.getValue();
            Used before = earlier.used.get(program.getKey());
            if (before != null) {
                own += Math.max(0, now.own - before.own);
                ofChildren += Math.max(0, now.ofChildren - before.ofChildren);
            } else if (startOf(program.getKey()) >= mark) {
                own += now.all();
            }
        }
        return own + Math.max(0, ofChildren - handedOn(earlier));
    }

    private long handedOn(TreeSample earlier) {
        return earlier.used.entrySet().stream()
                .filter(program -> !used.containsKey(program.getKey()))
                .mapToLong(program -> program.getValue().all())
                .sum();
    }

    private static long startOf(String program) {
        return Long.parseLong(program.substring(program.indexOf(':') + 1));
    }
}
