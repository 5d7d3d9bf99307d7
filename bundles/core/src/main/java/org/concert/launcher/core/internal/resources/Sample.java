/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.resources;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the programs of one place use at one moment.
 *
 * @param mark the start time that programs had that were started then
 * @param uptimeSeconds how long the machine had been up
 * @param constants ticks per second, bytes per page and number of cores, as agent.sh takes them again
 * @param trees the processes by their index in the request
 */
record Sample(long mark, double uptimeSeconds, String constants, Map<Integer, TreeSample> trees) {

    private static final String WORD = "sample";

    /** No machine has numbers of more digits than these; a container may show what it likes. */
    private static final Pattern HEAD =
            Pattern.compile(WORD + " \\d{1,18} \\d{1,18}(\\.\\d{1,9})? \\d{1,9} \\d{1,9} \\d{1,9}");

    private static final Pattern TREE =
            Pattern.compile("\\d{1,9} \\d{1,9} \\d{1,18}( \\d{1,18}:\\d{1,18}:\\d{1,18}:\\d{1,18})*");
    private static final double PERCENT = 100;

    /** Copy the map, so that nobody can change it later. */
    Sample {
        trees = Map.copyOf(trees);
    }

    /** Read what the script printed; empty if its beginning is missing, since it was too much or the script failed. */
    static Optional<Sample> parse(String output) {
        List<String> lines = output.lines().toList();
        Optional<String> head =
                lines.stream().filter(line -> HEAD.matcher(line).matches()).findFirst();
        if (head.isEmpty()) {
            return Optional.empty();
        }
        Map<Integer, TreeSample> trees = new HashMap<>();
        for (String line : lines) {
            if (TREE.matcher(line).matches()) {
                String[] words = line.split(" ", -1);
                trees.put(Integer.valueOf(words[0]), TreeSample.parse(words));
            }
        }
        String[] words = head.get().split(" ", 4);
        return Optional.of(new Sample(Long.parseLong(words[1]), Double.parseDouble(words[2]), words[3], trees));
    }

    /**
     * Return the CPU use of a process since an earlier sample, in percent of one core and to a tenth; never more than
     * all cores can give.
     */
    double cpuPercent(TreeSample now, TreeSample before, Sample earlier) {
        double seconds = now.ticksSince(before, earlier.mark) / constant(0);
        double elapsed = uptimeSeconds - earlier.uptimeSeconds;
        double percent = elapsed <= 0 ? 0 : Math.min(seconds / elapsed, constant(2)) * PERCENT;
        return Math.round(percent * 10) / 10.0;
    }

    private double constant(int index) {
        return Double.parseDouble(constants.split(" ", -1)[index]);
    }
}
