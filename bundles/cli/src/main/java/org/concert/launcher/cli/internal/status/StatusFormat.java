/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.status;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.json.StatusJson;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/** How {@code status} shows what runs. */
public enum StatusFormat {
    /** A table. */
    TABLE,
    /** A table with more columns. */
    WIDE,
    /** A line of JSON. */
    JSON,
    /** The same in YAML. */
    YAML,
    /** The names, one in each line. */
    NAME;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Return the lines of a format that is no table. */
    public List<String> lines(List<ProcessSnapshot> processes, Instant now) {
        return switch (this) {
            case NAME -> processes.stream().map(ProcessSnapshot::name).toList();
            case YAML -> yaml(StatusJson.document(processes, now)).lines().toList();
            default -> List.of(StatusJson.document(processes, now));
        };
    }

    /** JSON is YAML, too: only the layout is another. */
    private static String yaml(String json) {
        var layout = new DumperOptions();
        layout.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        var reading = new LoaderOptions();
        reading.setCodePointLimit(Integer.MAX_VALUE);
        Yaml yaml = new Yaml(new SafeConstructor(reading), new Representer(layout), layout, reading);
        return yaml.dump(yaml.load(json));
    }
}
