/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.Descriptor;
import javax.management.ImmutableDescriptor;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanParameterInfo;
import javax.management.openmbean.OpenMBeanAttributeInfo;
import javax.management.openmbean.OpenMBeanAttributeInfoSupport;
import org.concert.launcher.jmx.Values;

/** Writes {@link Values} into descriptors, by the fields that JMX has for them. */
final class LegalValues {

    private LegalValues() {}

    /** Return an attribute with the values it has. */
    static MBeanAttributeInfo of(MBeanAttributeInfo attribute, Values values) {
        Descriptor descriptor = with(values, attribute.getDescriptor());
        // One of an open type carries that type besides, which clients without a class of ours go by.
        return attribute instanceof OpenMBeanAttributeInfo open
                ? new OpenMBeanAttributeInfoSupport(
                        attribute.getName(),
                        attribute.getDescription(),
                        open.getOpenType(),
                        attribute.isReadable(),
                        attribute.isWritable(),
                        attribute.isIs(),
                        descriptor)
                : new MBeanAttributeInfo(
                        attribute.getName(),
                        attribute.getType(),
                        attribute.getDescription(),
                        attribute.isReadable(),
                        attribute.isWritable(),
                        attribute.isIs(),
                        descriptor);
    }

    /** Return an argument with the values it may have. */
    static MBeanParameterInfo of(MBeanParameterInfo parameter, Values values) {
        return new MBeanParameterInfo(
                parameter.getName(),
                parameter.getType(),
                parameter.getDescription(),
                with(values, parameter.getDescriptor()));
    }

    private static Descriptor with(Values values, Descriptor before) {
        String type = String.valueOf(before.getFieldValue("originalType"));
        Map<String, Object> fields = new LinkedHashMap<>();
        if (!values.units().isEmpty()) {
            fields.put("units", values.units());
        }
        if (values.namesOf() != void.class) {
            fields.put(
                    "legalValues",
                    Arrays.stream(values.namesOf().getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .collect(Collectors.toCollection(LinkedHashSet::new)));
        }
        if (values.min() != Long.MIN_VALUE) {
            fields.put("minValue", number(type, values.min()));
        }
        if (values.max() != Long.MAX_VALUE) {
            fields.put("maxValue", number(type, values.max()));
        }
        return ImmutableDescriptor.union(before, new ImmutableDescriptor(fields));
    }

    /** Return a number of the type of the attribute, as JMX wants it. */
    private static Number number(String type, long value) {
        return switch (type) {
            case "int", "java.lang.Integer" -> Math.toIntExact(value);
            case "double", "java.lang.Double" -> (double) value;
            default -> value;
        };
    }
}
