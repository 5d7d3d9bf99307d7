/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.concert.launcher.config.ParameterConfig;
import org.concert.launcher.config.internal.Fields.Field;
import org.jspecify.annotations.Nullable;

/** Reads {@code context.params}: each is a value, or a mapping that declares it. */
final class ParametersReader {

    private static final List<String> KEYS = List.of("default", "type", "values", "pattern", "min", "max", "help");

    /** What is declared, and the values that hold by default, both in the order of the file. */
    record Parameters(Map<String, ParameterConfig> declared, Map<String, String> defaults) {}

    Parameters read(@Nullable Value params) {
        Parameters read = new Parameters(new LinkedHashMap<>(), new LinkedHashMap<>());
        if (params != null) {
            params.fields("of names to text, or to what declares them").all().forEach((name, field) -> {
                field.requireName(Shapes.PARAMETER);
                if (field.value().isMapping()) {
                    ParameterConfig declared = declaration(field);
                    read.declared().put(name, declared);
                    if (declared.fallback() != null) {
                        read.defaults().put(name, declared.fallback());
                    }
                } else {
                    String text = field.value().text();
                    if (text != null) {
                        read.defaults().put(name, text);
                    }
                }
            });
        }
        return read;
    }

    private static ParameterConfig declaration(Field field) {
        Fields fields = Fields.of(field.value());
        fields.rejectUnknown(KEYS, "; a parameter is declared by " + String.join(", ", KEYS));
        Value fallback = fields.get("default");
        Value values = fields.get("values");
        ParameterConfig declared = new ParameterConfig(
                fallback == null ? null : fallback.text(),
                fields.read("type", Shapes::parameterType, ParameterConfig.Type.STRING),
                values == null
                        ? List.of()
                        : values.items().stream()
                                .map(Value::text)
                                .filter(Objects::nonNull)
                                .toList(),
                fields.<@Nullable String>read("pattern", ParametersReader::pattern, null),
                fields.<@Nullable BigDecimal>read("min", ParametersReader::number, null),
                fields.<@Nullable BigDecimal>read("max", ParametersReader::number, null),
                fields.read("help", Shapes.LINE, ""));
        for (String limit : List.of("min", "max")) {
            Value value = fields.get(limit);
            if (value != null && !declared.type().isNumber()) {
                value.error("has no effect without type: int or number");
            }
        }
        String text = declared.fallback();
        String complaint = text == null ? "" : declared.complaint(text);
        if (fallback != null && !complaint.isEmpty()) {
            fallback.error(complaint);
        }
        return declared;
    }

    private static String pattern(String text) throws UnfitException {
        try {
            return Pattern.compile(text).pattern();
        } catch (PatternSyntaxException e) {
            throw new UnfitException("is no regular expression: " + e.getDescription());
        }
    }

    private static BigDecimal number(String text) throws UnfitException {
        if (!text.matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?")) {
            throw new UnfitException("must be a number, not " + Quoted.of(text));
        }
        return new BigDecimal(text);
    }
}
