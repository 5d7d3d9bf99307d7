/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Orders in which to try things. */
final class StartOrders {

    private static final int CANDIDATES = 100;
    private static final long SEED = 20261126;

    private StartOrders() {}

    /** Return every order; there are {@code n!} of them. */
    static List<List<String>> permutations(List<String> names) {
        if (names.isEmpty()) {
            return List.of(List.of());
        }
        List<List<String>> all = new ArrayList<>();
        for (String first : names) {
            List<String> others =
                    names.stream().filter(name -> !name.equals(first)).toList();
            for (List<String> rest : permutations(others)) {
                List<String> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                all.add(order);
            }
        }
        return all;
    }

    /**
     * Return orders in which each three of the names come in each of their six orders, with anything between them: a
     * sequence covering array of strength three (Kuhn et al., Combinatorial Methods for Event Sequence Testing, 2012), made
     * greedily, an order and its reverse at a time.
     */
    static List<List<String>> coveringThrees(List<String> names) {
        Random random = new Random(SEED);
        Set<List<String>> left = new HashSet<>();
        for (List<String> three : threesOf(names)) {
            left.addAll(permutations(three));
        }
        List<List<String>> orders = new ArrayList<>();
        while (!left.isEmpty()) {
            List<String> best = names;
            int most = -1;
            for (int i = 0; i < CANDIDATES; i++) {
                List<String> candidate = new ArrayList<>(names);
                Collections.shuffle(candidate, random);
                Set<List<String>> covered = new HashSet<>(threesOf(candidate));
                covered.retainAll(left);
                if (covered.size() > most) {
                    most = covered.size();
                    best = candidate;
                }
            }
            List<String> reverse = new ArrayList<>(best);
            Collections.reverse(reverse);
            for (List<String> order : List.of(best, reverse)) {
                orders.add(order);
                threesOf(order).forEach(left::remove);
            }
        }
        return orders;
    }

    /** Return each three that come one after the other, with or without others between them. */
    private static List<List<String>> threesOf(List<String> order) {
        List<List<String>> threes = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            for (int j = i + 1; j < order.size(); j++) {
                for (int k = j + 1; k < order.size(); k++) {
                    threes.add(List.of(order.get(i), order.get(j), order.get(k)));
                }
            }
        }
        return threes;
    }
}
