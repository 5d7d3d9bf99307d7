/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.config.NearestName;

/** Refuses requests for processes that there are not. */
final class KnownNames {

    private KnownNames() {}

    static <T> T find(String name, Map<String, T> known) throws RequestException {
        T found = known.get(name);
        if (found == null) {
            throw unknown(List.of(name), known.keySet());
        }
        return found;
    }

    static void require(List<String> names, Set<String> known) throws RequestException {
        if (!known.containsAll(names)) {
            throw unknown(names, known);
        }
    }

    private static RequestException unknown(List<String> names, Set<String> known) {
        return new RequestException(names.stream()
                .filter(name -> !known.contains(name))
                .map(name -> "no process '" + name + "'" + NearestName.hint(name, known))
                .toList());
    }
}
