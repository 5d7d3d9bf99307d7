/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.osgi.framework.Bundle;

/** A bundle of the framework that a launcher runs in. */
public final class BundleJson {

    private BundleJson() {}

    /** Write it. */
    public static void write(JsonGenerator json, Bundle bundle) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", bundle.getBundleId());
        Json.string(json, "name", bundle.getSymbolicName());
        Json.string(json, "version", bundle.getVersion());
        Json.string(json, "state", state(bundle));
        Json.string(json, "location", bundle.getLocation());
        json.writeEndObject();
    }

    /** Return the word of OSGi for the state of a bundle. */
    public static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.UNINSTALLED -> "UNINSTALLED";
            case Bundle.INSTALLED -> "INSTALLED";
            case Bundle.RESOLVED -> "RESOLVED";
            case Bundle.STARTING -> "STARTING";
            case Bundle.STOPPING -> "STOPPING";
            default -> "ACTIVE";
        };
    }
}
