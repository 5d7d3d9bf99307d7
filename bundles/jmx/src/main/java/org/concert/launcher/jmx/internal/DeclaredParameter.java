/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import java.math.BigDecimal;
import org.concert.launcher.api.ParameterDescription;
import org.concert.launcher.jmx.ProcessMXBean;
import org.jspecify.annotations.Nullable;

/** A parameter of a process as its MBean shows it. */
record DeclaredParameter(ParameterDescription parameter) implements ProcessMXBean.Parameter {

    @Override
    public String getName() {
        return parameter.name();
    }

    @Override
    public String getType() {
        return parameter.type();
    }

    @Override
    public @Nullable String getDefault() {
        return parameter.fallback();
    }

    @Override
    public String[] getValues() {
        return parameter.values().toArray(String[]::new);
    }

    @Override
    public @Nullable String getPattern() {
        return parameter.pattern();
    }

    @Override
    public @Nullable BigDecimal getMin() {
        return parameter.min();
    }

    @Override
    public @Nullable BigDecimal getMax() {
        return parameter.max();
    }

    @Override
    public String getHelp() {
        return parameter.help();
    }
}
