/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.jolokia;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.management.ObjectName;
import org.concert.launcher.access.MBeanAccess;
import org.concert.launcher.access.Role;
import org.concert.launcher.http.internal.access.AccessControl;
import org.concert.launcher.http.internal.access.Caller;
import org.concert.launcher.http.internal.access.HttpSettings;
import org.concert.launcher.http.internal.access.Origin;
import org.concert.launcher.http.internal.access.OwnHosts;
import org.concert.launcher.http.internal.access.RequestContext;
import org.concert.launcher.http.internal.access.TrustedOrigins;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What Jolokia may do for whom, by the rules of {@link MBeanAccess}. */
@Component(
        name = "org.concert.launcher.http.jolokia.restrictor",
        service = LauncherRestrictor.class,
        configurationPid = HttpSettings.PID)
public final class LauncherRestrictor implements Restrictor {

    private static final Set<RequestType> TYPES = EnumSet.of(
            RequestType.READ,
            RequestType.LIST,
            RequestType.SEARCH,
            RequestType.VERSION,
            RequestType.EXEC,
            RequestType.NOTIFICATION);

    private final OwnHosts ownHosts;
    private final TrustedOrigins trusted;
    private final Denied denied;

    /** Hears of what a caller may not do. */
    @FunctionalInterface
    interface Denied {
        void denied(Caller caller, String action, List<String> processes, String reason);
    }

    /** Create the restrictor. */
    @Activate
    public LauncherRestrictor(
            BundleContext context, Map<String, Object> configuration, @Reference AccessControl access) {
        this(HttpSettings.Reader.of(context, configuration), access::denied);
    }

    private LauncherRestrictor(Function<String, @Nullable String> settings, Denied denied) {
        this(OwnHosts.of(settings), TrustedOrigins.of(settings), denied);
    }

    LauncherRestrictor(OwnHosts ownHosts, TrustedOrigins trusted, Denied denied) {
        this.ownHosts = ownHosts;
        this.trusted = trusted;
        this.denied = denied;
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
        return MBeanAccess.isReadable(name, attribute);
    }

    @Override
    public boolean isAttributeWriteAllowed(ObjectName name, String attribute) {
        return false;
    }

    @Override
    public boolean isOperationAllowed(ObjectName name, String operation) {
        Optional<Caller> caller = RequestContext.currentCaller();
        if (caller.isEmpty()) {
            return false;
        }
        String plain = operation.replaceFirst("\\(.*", "");
        Optional<Role> needed = MBeanAccess.needed(name, plain);
        if (needed.isPresent() && caller.get().role().covers(needed.get())) {
            return true;
        }
        boolean ours = MBeanAccess.isOurs(name);
        String process = name.getKeyProperty("name");
        denied.denied(
                caller.get(),
                ours ? plain : name.getDomain() + " " + plain,
                process == null ? List.of() : List.of(process),
                ours
                        ? "a " + caller.get().role().word() + " may not do that"
                        : "no operation of this MBean is to be had over HTTP");
        return false;
    }

    /**
     * Allow every address that the guard has let in. What it has not been asked about, as it is being exchanged, is
     * refused.
     */
    @Override
    public boolean isRemoteAccessAllowed(String... hostOrAddress) {
        return RequestContext.current().isPresent();
    }

    /**
     * Allow pages of this server and of those that it trusts, and what is no page at all. Never allow a browser to hand an answer to a page of
     * another server, which is what Jolokia asks for without {@code strict}.
     */
    @Override
    public boolean isOriginAllowed(@Nullable String origin, boolean strict) {
        return strict
                && (origin == null
                        || Origin.of(origin)
                                .filter(page -> ownHosts.contains(page.host()) || trusted.contains(page))
                                .isPresent());
    }

    @Override
    public boolean isObjectNameHidden(ObjectName name) {
        return !MBeanAccess.isVisible(name);
    }
}
