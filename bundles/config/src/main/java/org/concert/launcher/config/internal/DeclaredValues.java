/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.Map;
import org.concert.launcher.config.ParameterConfig;

/**
 * Looks whether values that the file gives to parameters are what it declares of these.
 *
 * @param declared what is declared, by name
 */
record DeclaredValues(Map<String, ParameterConfig> declared) {

    /** Report each value that is not. */
    void check(Map<String, Value> params) {
        params.forEach((name, value) -> {
            ParameterConfig declaration = declared.get(name);
            String text = declaration == null || value.isMapping() ? null : value.text();
            String complaint = declaration == null || text == null ? "" : declaration.complaint(text);
            if (!complaint.isEmpty()) {
                value.error(complaint);
            }
        });
    }
}
