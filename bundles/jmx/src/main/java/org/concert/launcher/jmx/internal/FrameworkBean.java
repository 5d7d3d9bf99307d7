/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import java.util.List;
import java.util.function.Supplier;
import org.concert.launcher.jmx.FrameworkMXBean;
import org.concert.launcher.json.BundleSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * The MBean of the framework.
 *
 * @param bundles gives the bundles there are now
 */
record FrameworkBean(Supplier<List<BundleSnapshot>> bundles) implements FrameworkMXBean {

    @Override
    public Bundle[] getBundles() {
        return bundles.get().stream().map(ShownBundle::new).toArray(Bundle[]::new);
    }

    private record ShownBundle(BundleSnapshot bundle) implements Bundle {

        @Override
        public long getId() {
            return bundle.id();
        }

        @Override
        public @Nullable String getName() {
            return bundle.name();
        }

        @Override
        public String getVersion() {
            return bundle.version();
        }

        @Override
        public String getState() {
            return bundle.state();
        }

        @Override
        public String getLocation() {
            return bundle.location();
        }
    }
}
