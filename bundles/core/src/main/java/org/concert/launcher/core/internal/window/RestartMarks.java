/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the marks on a pane say of its restart policy.
 *
 * @param supervised whether a launcher looks on that keeps to the restart policies of its session: a decision on its death may
 *     be expected
 * @param count how often the policy started it again
 * @param times when it did so lately, in milliseconds since the boot of the machine, oldest first
 * @param backoff what was decided on its death; null while it lives and for a moment after
 */
public record RestartMarks(
        boolean supervised,
        int count,
        List<Long> times,
        @Nullable Backoff backoff) {

    /** Of a process that was never restarted. */
    public static final RestartMarks NONE = new RestartMarks(false, 0, List.of(), null);

    /** Copy the times, so that nobody can change them later. */
    public RestartMarks {
        times = List.copyOf(times);
    }

    /** Return what is known by whether it is supervised, and what a word for the restarts, as {@link #encodeRestarts} gave it, and the other marks stand for. */
    static RestartMarks decode(boolean supervised, String restarts, String backoff) {
        List<Long> numbers = new ArrayList<>(
                Arrays.stream(restarts.split("/", -1)).map(PaneFormat::number).toList());
        int count = numbers.remove(0).intValue();
        return new RestartMarks(supervised, count, numbers, Backoff.decode(backoff));
    }

    /** Return the count and the times as one word of digits and {@code /}. */
    String encodeRestarts() {
        return Stream.concat(Stream.of((long) count), times.stream())
                .map(Object::toString)
                .collect(Collectors.joining("/"));
    }

    /** Return the decision as a word; empty if there is none. */
    String encodeBackoff() {
        return backoff == null ? "" : backoff.encode();
    }
}
