/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concert.launcher.http.internal.events.EventHub;
import org.concert.launcher.http.internal.launchers.Launchers;
import org.concert.launcher.http.internal.resources.ResourceHistory;
import org.junit.jupiter.api.Test;

/** The description of the API is that of the API. */
class OpenApiTests {

    /** What servlets without routes answer. */
    private static final List<String> OTHERS = List.of(
            "POST /api/v1/login",
            "POST /api/v1/logout",
            "GET /api/v1/me",
            "GET /api/v1/audit",
            "GET /events",
            "GET /health",
            "GET /health/live",
            "GET /health/ready",
            "GET /metrics");

    @Test
    void everyRouteIsDescribedAndNothingElse() throws IOException {
        var launchers = new Launchers();
        var resources = new ResourceHistory(launchers, new EventHub(launchers));
        Set<String> routes = Stream.of(new ApiServlet(launchers, resources, List::of), new OldApiServlet(launchers))
                .flatMap(servlet -> servlet.routes().stream())
                .map(route -> route.method() + " " + route.template())
                .collect(Collectors.toCollection(TreeSet::new));
        routes.addAll(OTHERS);

        assertThat(described()).isEqualTo(routes);
    }

    private static Set<String> described() throws IOException {
        Set<String> described = new TreeSet<>();
        try (JsonParser json = new JsonFactory()
                .createParser(
                        ApiServlet.class.getResourceAsStream("openapi.json").readAllBytes())) {
            while (!(json.nextToken() == JsonToken.FIELD_NAME
                    && json.currentName().equals("paths"))) {
                assertThat(json.currentToken()).isNotNull();
            }
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String path = json.currentName();
                json.nextToken();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    described.add(json.currentName().toUpperCase(Locale.ROOT) + " " + path);
                    json.nextToken();
                    json.skipChildren();
                }
            }
        }
        return described;
    }
}
