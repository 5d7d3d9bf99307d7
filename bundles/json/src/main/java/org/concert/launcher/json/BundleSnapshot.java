/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * A bundle of the framework that a launcher runs in, as REST, JMX and the shell show it.
 *
 * @param id its number in the framework
 * @param name its symbolic name, or null where a bundle of old has none
 * @param version its version
 * @param state the word of OSGi for its state: one that lacks something is {@code INSTALLED}
 * @param location where it was installed from
 */
public record BundleSnapshot(long id, @Nullable String name, String version, String state, String location) {

    /** Return all bundles of a framework, as they are now. */
    public static List<BundleSnapshot> all(BundleContext context) {
        return Arrays.stream(context.getBundles()).map(BundleSnapshot::of).toList();
    }

    private static BundleSnapshot of(Bundle bundle) {
        return new BundleSnapshot(
                bundle.getBundleId(),
                bundle.getSymbolicName(),
                bundle.getVersion().toString(),
                state(bundle.getState()),
                bundle.getLocation());
    }

    private static String state(int state) {
        return switch (state) {
            case Bundle.UNINSTALLED -> "UNINSTALLED";
            case Bundle.INSTALLED -> "INSTALLED";
            case Bundle.RESOLVED -> "RESOLVED";
            case Bundle.STARTING -> "STARTING";
            case Bundle.STOPPING -> "STOPPING";
            default -> "ACTIVE";
        };
    }

    /** Write it. */
    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", id);
        Json.string(json, "name", name);
        Json.string(json, "version", version);
        Json.string(json, "state", state);
        Json.string(json, "location", location);
        json.writeEndObject();
    }
}
