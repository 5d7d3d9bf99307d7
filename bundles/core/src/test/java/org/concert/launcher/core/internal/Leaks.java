/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what a launcher still keeps of work that has ended: entries of maps, and members of lists, that are meant to go. */
final class Leaks {

    private static final String OURS = "org.concert.launcher.core.internal";

    /** What is there for as long as the launcher file, or a connection, is. */
    private static final Set<String> LASTING = Set.of(
            "ProcessBoard.snapshots",
            "ProcessBoard.listeners",
            "MembersByPlace.places",
            "Canaries.canaries",
            "MachineWatcher.carers",
            "RestartDuty.supervised",
            "Members.batches",
            "Runs.runs");

    private Leaks() {}

    /** Return the names of fields that hold something, with it. */
    static List<String> in(Object launcher) {
        List<String> found = new ArrayList<>();
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> next = new ArrayDeque<>(List.of(launcher));
        while (!next.isEmpty()) {
            Object object = next.pop();
            if (!seen.add(object)) {
                continue;
            }
            if (object instanceof Map<?, ?> map) {
                map.forEach((key, value) -> {
                    next.push(key);
                    next.push(value);
                });
            } else if (object instanceof Collection<?> collection) {
                collection.stream().filter(each -> each != null).forEach(next::push);
            } else if (object.getClass().getName().startsWith(OURS)
                    && !object.getClass().getSimpleName().startsWith("Played")
                    && !object.getClass().getName().contains("VirtualTime")) {
                look(object, found, next);
            }
        }
        return found;
    }

    private static void look(Object object, List<String> found, Deque<Object> next) {
        for (Class<?> type = object.getClass();
                type != null && type.getName().startsWith(OURS);
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
                    continue;
                }
                field.setAccessible(true);
                Object value;
                try {
                    value = field.get(object);
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
                if (value != null) {
                    String name = type.getSimpleName() + "." + field.getName();
                    if (holds(value) && !object.getClass().isRecord() && !LASTING.contains(name)) {
                        found.add(name + ": " + value);
                    }
                    next.push(value);
                }
            }
        }
    }

    private static boolean holds(Object value) {
        return (value instanceof Map<?, ?> map && !map.isEmpty())
                || (value instanceof Collection<?> collection && !collection.isEmpty());
    }
}
