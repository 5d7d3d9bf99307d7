/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import java.util.EnumSet;
import java.util.Set;
import javax.management.ObjectName;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * What Jolokia may do: everything with our MBeans but write to them, and read the figures of the JVM. Neither an
 * operation nor the existence of any other MBean is to be had, as several of the JDK's own run code or write files.
 */
@Component(name = "org.concert.launcher.http.jolokia.restrictor", service = Restrictor.class)
public final class LauncherRestrictor implements Restrictor {

    private static final String OURS = "org.concert.launcher";

    /** Memory, threads, garbage collection, and the memory outside the heap. */
    private static final Set<String> READABLE = Set.of(OURS, "java.lang", "java.nio");

    /** Where passwords given on the command line of the JVM show. */
    private static final Set<String> SECRET = Set.of("SystemProperties", "InputArguments");

    private static final Set<RequestType> TYPES = EnumSet.of(
            RequestType.READ,
            RequestType.LIST,
            RequestType.SEARCH,
            RequestType.VERSION,
            RequestType.EXEC,
            RequestType.NOTIFICATION);

    private final OwnHosts ownHosts;

    /** Create the restrictor. */
    @Activate
    public LauncherRestrictor(BundleContext context) {
        this(OwnHosts.of(context::getProperty));
    }

    LauncherRestrictor(OwnHosts ownHosts) {
        this.ownHosts = ownHosts;
    }

    /** Allow all methods Jolokia has: GET, and POST for what a URL cannot hold. */
    @Override
    public boolean isHttpMethodAllowed(HttpMethod method) {
        return true;
    }

    @Override
    public boolean isTypeAllowed(RequestType type) {
        return TYPES.contains(type);
    }

    @Override
    public boolean isAttributeReadAllowed(ObjectName name, String attribute) {
        return READABLE.contains(name.getDomain()) && !SECRET.contains(attribute);
    }

    @Override
    public boolean isAttributeWriteAllowed(ObjectName name, String attribute) {
        return false;
    }

    @Override
    public boolean isOperationAllowed(ObjectName name, String operation) {
        return OURS.equals(name.getDomain());
    }

    /** Allow every address: the one the server is bound to decides who gets here. */
    @Override
    public boolean isRemoteAccessAllowed(String... hostOrAddress) {
        return true;
    }

    /**
     * Allow pages of this server, and what is no page at all. Never allow a browser to hand an answer to a page of
     * another server, which is what Jolokia asks for without {@code strict}.
     */
    @Override
    public boolean isOriginAllowed(@Nullable String origin, boolean strict) {
        return strict
                && (origin == null
                        || Origin.of(origin)
                                .filter(page -> ownHosts.contains(page.host()))
                                .isPresent());
    }

    @Override
    public boolean isObjectNameHidden(ObjectName name) {
        return !READABLE.contains(name.getDomain());
    }
}
