/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.jolokia;

import javax.management.ObjectInstance;
import javax.management.ObjectName;
import org.jolokia.service.jmx.api.CacheKeyProvider;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Tells Jolokia that all our MBeans of a type have the same attributes and operations, so that a {@code list} with
 * {@code listCache=true} describes them once, and not for each of sixty processes.
 */
@Component(name = "org.concert.launcher.http.jolokia.cache", service = CacheKeyProvider.class)
public final class MBeanCacheKeys extends CacheKeyProvider {

    private static final int ORDER = 100;
    private static final String OURS = "org.concert.launcher";

    /** Create the provider. */
    @Activate
    public MBeanCacheKeys() {
        super(ORDER);
    }

    @Override
    public @Nullable String determineKey(ObjectInstance instance) {
        ObjectName name = instance.getObjectName();
        return OURS.equals(name.getDomain()) ? OURS + ":" + name.getKeyProperty("type") : null;
    }
}
