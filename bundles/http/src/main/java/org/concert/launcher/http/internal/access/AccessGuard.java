/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.concert.launcher.access.Role;
import org.concert.launcher.http.internal.message.ProblemAnswer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.Preprocessor;
import org.osgi.service.servlet.whiteboard.annotations.RequireHttpWhiteboard;

/**
 * Passes a request on to the servlets if it passes all {@link Gates}, with its body read. The request of a user then has the attributes
 * {@value #ROLE} and {@value #VALID}, the user as remote user, and its {@link RequestContext} bound to the thread.
 */
@RequireHttpWhiteboard
@Component(
        name = "org.concert.launcher.http.guard",
        service = Preprocessor.class,
        property = "service.ranking:Integer=100",
        configurationPid = HttpSettings.PID)
public final class AccessGuard implements Preprocessor {

    /** Request attribute: {@code viewer} or {@code operator}; absent if nobody is logged in. */
    public static final String ROLE = "org.concert.launcher.role";

    /**
     * Request attribute, a {@link java.util.function.BooleanSupplier}: whether the sender would still be admitted. Long answers
     * of other bundles ask it.
     */
    public static final String VALID = "org.concert.launcher.valid";

    private final AccessControl access;
    private final Gates gates;
    private final List<Gates.Gate> inOrder;
    private final List<Routes> routes = new CopyOnWriteArrayList<>();

    /** Create the guard for the hosts and origins that the settings name. */
    @Activate
    public AccessGuard(BundleContext context, Map<String, Object> configuration, @Reference AccessControl access) {
        Function<String, @Nullable String> settings = HttpSettings.Reader.of(context, configuration);
        this.access = access;
        this.gates = new Gates(access, new OwnPages(OwnHosts.of(settings), TrustedOrigins.of(settings)));
        this.inOrder = gates.inOrder();
    }

    @Deactivate
    void close() {
        gates.close();
    }

    /** Add the routes of a servlet. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addRoutes(Routes added) {
        routes.add(added);
    }

    void removeRoutes(Routes removed) {
        routes.remove(removed);
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        RequestPath path = RequestPath.of(request.getRequestURI());
        RequestContext asked = new RequestContext(
                request, (HttpServletResponse) servletResponse, path, needed(path, request.getMethod()));
        try {
            for (Gates.Gate gate : inOrder) {
                Optional<Refusal> refusal = gate.refusal(asked);
                if (refusal.isPresent()) {
                    refuse(asked, refusal.get());
                    return;
                }
            }
            asked.pass(chain);
        } finally {
            asked.end();
        }
    }

    /** Return the role that the route of a request requires; empty if anyone may send it. */
    private Optional<Role> needed(RequestPath path, String method) {
        Optional<Role> usual = path.needed(method);
        if (usual.isEmpty() || !path.plain()) {
            return usual;
        }
        return routes.stream()
                .flatMap(some -> some.role(method, path.raw()).stream())
                .findFirst()
                .or(() -> usual);
    }

    private void refuse(RequestContext asked, Refusal refusal) throws IOException {
        if (!refusal.recorded().isEmpty()) {
            access.denials().denied(asked.request(), asked.user(), refusal.recorded());
        }
        refusal.send(asked.response(), asked.path().raw());
    }

    /**
     * Return whether a request has bypassed the guard, and answer it in that case: while the bundle starts or is replaced, a servlet
     * may be registered before the guard is.
     */
    public static boolean isMissedBy(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(ROLE) != null) {
            return false;
        }
        ProblemAnswer.send(
                response,
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "Cannot answer yet: the access control is just starting; try again",
                request.getRequestURI());
        return true;
    }
}
