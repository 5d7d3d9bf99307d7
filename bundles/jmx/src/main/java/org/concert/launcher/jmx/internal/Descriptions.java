/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.management.ImmutableDescriptor;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import org.concert.launcher.jmx.Description;
import org.concert.launcher.jmx.Values;

/**
 * What consoles show of a management interface, read from its {@link Description} and {@link Values}
 * annotations, and the one MBeanInfo
 * that all MBeans of that interface share: with a hundred processes, its making and keeping would count.
 */
final class Descriptions {

    private static final Map<Class<?>, MBeanInfo> SHARED = new ConcurrentHashMap<>();

    private final Class<?> type;

    Descriptions(Class<?> type) {
        this.type = type;
    }

    /** Return the MBeanInfo of the interface, made by the first of its MBeans. */
    MBeanInfo shared(Supplier<MBeanInfo> made) {
        MBeanInfo known = SHARED.get(type);
        if (known != null) {
            return known;
        }
        MBeanInfo first = complete(made.get());
        MBeanInfo other = SHARED.putIfAbsent(type, first);
        return other == null ? first : other;
    }

    String ofType() {
        return text(type);
    }

    String of(MBeanAttributeInfo attribute) {
        return getter(attribute).map(Descriptions::text).orElse("");
    }

    String of(MBeanOperationInfo operation) {
        return method(operation).map(Descriptions::text).orElse("");
    }

    String of(MBeanOperationInfo operation, int parameter) {
        return parameter(operation, parameter).map(Descriptions::text).orElse("");
    }

    String name(MBeanOperationInfo operation, int parameter) {
        return parameter(operation, parameter).map(Parameter::getName).orElse("p" + parameter);
    }

    /** Return INFO for an operation that answers, ACTION for one that changes something. */
    static int impact(MBeanOperationInfo operation) {
        return operation.getReturnType().equals("void") ? MBeanOperationInfo.ACTION : MBeanOperationInfo.INFO;
    }

    /** Return the same information with what values there are, saying that it never changes, so that clients need not ask again. */
    private MBeanInfo complete(MBeanInfo info) {
        Map<String, Object> fields = new HashMap<>();
        for (String field : info.getDescriptor().getFieldNames()) {
            fields.put(field, info.getDescriptor().getFieldValue(field));
        }
        fields.put("immutableInfo", "true");
        return new MBeanInfo(
                info.getClassName(),
                info.getDescription(),
                Arrays.stream(info.getAttributes()).map(this::withValues).toArray(MBeanAttributeInfo[]::new),
                info.getConstructors(),
                Arrays.stream(info.getOperations()).map(this::withValues).toArray(MBeanOperationInfo[]::new),
                info.getNotifications(),
                new ImmutableDescriptor(fields));
    }

    private MBeanAttributeInfo withValues(MBeanAttributeInfo attribute) {
        Optional<Values> values = getter(attribute).map(getter -> getter.getAnnotation(Values.class));
        return values.map(found -> LegalValues.of(attribute, found)).orElse(attribute);
    }

    private MBeanOperationInfo withValues(MBeanOperationInfo operation) {
        Parameter[] parameters = method(operation).map(Method::getParameters).orElse(new Parameter[0]);
        if (Arrays.stream(parameters).noneMatch(parameter -> parameter.isAnnotationPresent(Values.class))) {
            return operation;
        }
        MBeanParameterInfo[] signature = operation.getSignature();
        for (int i = 0; i < signature.length; i++) {
            Values values = parameters[i].getAnnotation(Values.class);
            if (values != null) {
                signature[i] = LegalValues.of(signature[i], values);
            }
        }
        return new MBeanOperationInfo(
                operation.getName(),
                operation.getDescription(),
                signature,
                operation.getReturnType(),
                operation.getImpact(),
                operation.getDescriptor());
    }

    private Optional<Method> getter(MBeanAttributeInfo attribute) {
        String getter = (attribute.isIs() ? "is" : "get") + attribute.getName();
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(getter))
                .findFirst();
    }

    private Optional<Parameter> parameter(MBeanOperationInfo operation, int index) {
        return method(operation).map(method -> method.getParameters()[index]);
    }

    private Optional<Method> method(MBeanOperationInfo operation) {
        String[] wanted = Arrays.stream(operation.getSignature())
                .map(MBeanParameterInfo::getType)
                .toArray(String[]::new);
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(operation.getName()))
                .filter(method -> Arrays.equals(
                        wanted,
                        Arrays.stream(method.getParameterTypes())
                                .map(Class::getName)
                                .toArray(String[]::new)))
                .findFirst();
    }

    private static String text(AnnotatedElement element) {
        Description description = element.getAnnotation(Description.class);
        return description == null ? "" : description.value();
    }
}
