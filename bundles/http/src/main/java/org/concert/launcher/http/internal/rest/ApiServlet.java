/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.concert.launcher.http.internal.access.Routes;
import org.concert.launcher.http.internal.launchers.Launchers;
import org.concert.launcher.http.internal.resources.ResourceHistory;
import org.concert.launcher.json.BundleSnapshot;
import org.concert.launcher.json.Json;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The API, version 1; docs/rest.md is its description. */
@HttpWhiteboardServletPattern("/api/v1/*")
@HttpWhiteboardServletAsyncSupported
@Component(
        name = "org.concert.launcher.http.api",
        service = {Servlet.class, Routes.class})
public final class ApiServlet extends Dispatcher {

    private static final long serialVersionUID = 1L;

    /** Create the servlet. */
    @Activate
    public ApiServlet(BundleContext context, @Reference Launchers launchers, @Reference ResourceHistory resources) {
        this(launchers, resources, () -> BundleSnapshot.all(context));
    }

    /** Create the servlet; {@code bundles} gives those that the framework has now. */
    ApiServlet(Launchers launchers, ResourceHistory resources, Supplier<List<BundleSnapshot>> bundles) {
        super(all(launchers, resources, bundles));
    }

    private static List<Route> all(
            Launchers launchers, ResourceHistory resources, Supplier<List<BundleSnapshot>> bundles) {
        List<Route> routes = new ArrayList<>(new ViewRoutes(launchers, resources, Clock.systemUTC()).routes());
        routes.addAll(new ActionRoutes(launchers).routes());
        routes.addAll(new GraphRoute(launchers).routes());
        routes.add(Route.reading(
                "/api/v1/bundles",
                call -> Answer.now(Json.list("bundles", bundles.get(), (json, bundle) -> bundle.write(json)))));
        Answer description = Answer.of(HttpServletResponse.SC_OK, description());
        routes.add(Route.reading("/api/v1/openapi.json", call -> CompletableFuture.completedFuture(description)));
        return routes;
    }

    private static String description() {
        try (InputStream file = ApiServlet.class.getResourceAsStream("openapi.json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the description of the API from the bundle", e);
        }
    }
}
