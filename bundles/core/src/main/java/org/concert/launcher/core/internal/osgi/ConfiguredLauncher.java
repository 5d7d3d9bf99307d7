/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.osgi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers the launcher of a file that a configuration names: one for each of the factory PID {@value #PID}. */
@Component(name = ConfiguredLauncher.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = LauncherSettings.class, factory = true)
public final class ConfiguredLauncher {

    /** The factory PID. */
    static final String PID = "org.concert.launcher";

    private static final Logger logger = LoggerFactory.getLogger(ConfiguredLauncher.class);

    private final @Nullable OfferedFile offered;

    /** Offer the launcher of the file in a configuration. */
    @Activate
    public ConfiguredLauncher(
            @Reference LauncherOffers offers, LauncherSettings settings, Map<String, Object> properties) {
        Path file = Path.of(settings.file());
        if (file.isAbsolute()) {
            offered = offers.offer(List.of(file), settings.supervise());
        } else {
            offered = null;
            logger.error(
                    "Cannot offer a launcher: '{}' in the configuration {} is no absolute path of a launcher file",
                    file,
                    properties.get("service.pid"));
        }
    }

    @Deactivate
    void close() {
        if (offered != null) {
            offered.close();
        }
    }
}
