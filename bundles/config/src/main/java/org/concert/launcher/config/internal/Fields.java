/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.concert.launcher.config.NearestName;
import org.concert.launcher.config.Place;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The entries of a mapping by key, with merge keys resolved, in the order of the file. */
final class Fields {

    /** One entry. */
    record Field(ScalarNode key, Value value) {

        String name() {
            return key.getValue();
        }

        Place keyPlace() {
            return value.report().placeOf(key.getStartMark());
        }

        /** Report something at the key. */
        void error(String complaint) {
            value.report().error(keyPlace(), value.path(), complaint);
        }

        /** Report the key if its name does not have a shape. */
        void requireName(PatternShape shape) {
            if (!shape.fits(name())) {
                error(shape.remedy());
            }
        }
    }

    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Value owner;

    private Fields(Value owner) {
        this.owner = owner;
    }

    /** Return the entries of a value, none if it is no mapping. */
    static Fields of(Value owner) {
        Fields fields = new Fields(owner);
        if (owner.node() instanceof MappingNode mapping) {
            new MergedEntries(owner)
                    .of(mapping)
                    .forEach((name, entry) ->
                            fields.fields.put(name, new Field(entry.key(), owner.child(name, entry.value()))));
        }
        return fields;
    }

    Map<String, Field> all() {
        return fields;
    }

    /** Return the value of a key; null if there is none, or nothing after it. */
    @Nullable
    Value get(String key) {
        Field field = fields.get(key);
        return field == null || field.value().isNothing() ? null : field.value();
    }

    /** Return the value of a key as {@link #get} does, whose mistakes are those of its use where it is an alias. */
    @Nullable
    Value getAsUsed(String key) {
        Field field = fields.get(key);
        if (field == null || field.value().isNothing()) {
            return null;
        }
        Value value = field.value();
        boolean isAlias = value.node().getStartMark().getIndex()
                < field.key().getStartMark().getIndex();
        return isAlias ? new Value(value.path(), value.node(), value.report(), field.keyPlace()) : value;
    }

    /** Return what the value of a key means, or the fallback if there is none. */
    <T extends @Nullable Object> T read(String key, Shape<? extends T> shape, T fallback) {
        Value value = get(key);
        return value == null ? fallback : value.as(shape, fallback);
    }

    /** Return the directory a key names, where {@code ~} without quotes is one too; null if there is none. */
    @Nullable
    String directory(String key) {
        Field field = fields.get(key);
        if (field == null
                || (field.value().isNothing() && !"~".equals(field.value().text()))) {
            return null;
        }
        return field.value().<@Nullable String>as(Shapes.LINE, null);
    }

    /**
     * Report each key that is not known.
     *
     * @param remedy what to say if the key is like none of them
     */
    void rejectUnknown(Collection<String> known, String remedy) {
        rejectUnknown(known, remedy, name -> "");
    }

    /**
     * Report each key that is not known.
     *
     * @param meant returns what may be meant by a key, in words that follow; empty if that is not known
     */
    void rejectUnknown(Collection<String> known, String remedy, UnaryOperator<String> meant) {
        fields.forEach((name, field) -> {
            if (!known.contains(name)) {
                String hint = meant.apply(name);
                hint = hint.isEmpty() ? NearestName.hint(name, known) : hint;
                owner.report()
                        .error(
                                field.keyPlace(),
                                owner.path(),
                                "unknown key '" + name + "'" + (hint.isEmpty() ? remedy : hint));
            }
        });
    }
}
