/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessGuardTests {

    private final List<Integer> answered = new ArrayList<>();

    @Test
    void requestThatTheGuardHasNotSeenIsAnsweredWithAnError() throws Exception {
        assertThat(AccessGuard.isMissedBy(request(Map.of()), response())).isTrue();
        assertThat(answered).containsExactly(503);
    }

    @Test
    void requestThatTheGuardHasLetInGoesOn() throws Exception {
        assertThat(AccessGuard.isMissedBy(request(Map.of(AccessGuard.ROLE, "viewer")), response()))
                .isFalse();
        assertThat(answered).isEmpty();
    }

    @Test
    void auditLogIsNotShownToARequestThatTheGuardHasNotSeen() throws Exception {
        HttpServletRequest request = played(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getMethod" -> "GET";
            case "getServletPath", "getRequestURI" -> RequestPath.AUDIT;
            default -> null;
        });

        new AccessServlet(null).service(request, response());

        assertThat(answered).containsExactly(503);
    }

    private static HttpServletRequest request(Map<String, Object> attributes) {
        return played(
                HttpServletRequest.class,
                (method, arguments) -> method.equals("getAttribute")
                        ? attributes.get(String.valueOf(arguments[0]))
                        : "/api/v1/processes");
    }

    private HttpServletResponse response() {
        ServletOutputStream sink = new ServletOutputStream() {
            @Override
            public void write(int octet) {
                // What is answered in words is no matter here.
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new AssertionError("a short answer needs none");
            }
        };
        return played(HttpServletResponse.class, (method, arguments) -> {
            if (method.equals("setStatus")) {
                answered.add((Integer) arguments[0]);
            }
            return switch (method) {
                case "getOutputStream" -> sink;
                case "containsHeader" -> false;
                default -> null;
            };
        });
    }

    private interface Answers {
        @Nullable
        Object answer(String method, Object[] arguments);
    }

    private static <T> T played(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                AccessGuardTests.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.answer(method.getName(), arguments)));
    }
}
