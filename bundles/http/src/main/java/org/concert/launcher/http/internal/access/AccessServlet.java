/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concert.launcher.access.Account;
import org.concert.launcher.access.AuditEntry;
import org.concert.launcher.access.AuditJson;
import org.concert.launcher.access.Credentials;
import org.concert.launcher.access.Role;
import org.concert.launcher.http.internal.message.JsonBody;
import org.concert.launcher.http.internal.message.ProblemAnswer;
import org.concert.launcher.http.internal.message.ProblemException;
import org.concert.launcher.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Logs users in and out, and reports who is logged in and what the audit log has. Runs behind the guard. */
@HttpWhiteboardServletName("concert-launcher-access")
@HttpWhiteboardServletPattern({RequestPath.LOGIN, RequestPath.LOGOUT, RequestPath.ME, RequestPath.AUDIT})
@Component(
        name = "org.concert.launcher.http.access.servlet",
        service = {Servlet.class, Routes.class})
public final class AccessServlet extends HttpServlet implements Routes {

    private static final long serialVersionUID = 1L;

    /** The body of a log-in. A test compares openapi.json with it. */
    static final JsonBody.Shape LOGIN =
            JsonBody.Shape.of(Map.of("user", JsonBody.Kind.STRING, "password", JsonBody.Kind.STRING));

    private static final int USUAL_ENTRIES = 100;
    private static final int MOST_ENTRIES = 1_000;

    private final transient AccessControl access;
    private final transient Object auditReading = new Object();

    /** Create the servlet. */
    @Activate
    public AccessServlet(@Reference AccessControl access) {
        this.access = access;
    }

    /** Viewers, too, may end their session. */
    @Override
    public Optional<Role> role(String method, String path) {
        return path.equals(RequestPath.LOGOUT) && method.equals("POST") ? Optional.of(Role.VIEWER) : Optional.empty();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getServletPath();
        boolean posts = path.equals(RequestPath.LOGIN) || path.equals(RequestPath.LOGOUT);
        boolean allowed = posts
                ? request.getMethod().equals("POST")
                : List.of("GET", "HEAD").contains(request.getMethod());
        if (!allowed) {
            response.setHeader("Allow", posts ? "POST" : "GET, HEAD");
            ProblemAnswer.send(
                    response, 405, "Cannot do that: only " + (posts ? "POST" : "GET") + " is of use here", path);
            return;
        }
        switch (path) {
            case RequestPath.LOGIN -> logIn(request, response);
            case RequestPath.LOGOUT -> logOut(request, response);
            case RequestPath.ME -> tellWho(response);
            default -> tellLog(request, response);
        }
    }

    private void logIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String type = request.getContentType();
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            ProblemAnswer.send(response, 415, "Cannot log in: send application/json", RequestPath.LOGIN);
            return;
        }
        String name;
        String password;
        try {
            JsonBody body = JsonBody.read(request.getInputStream().readAllBytes(), LOGIN);
            name = body.required("user");
            password = body.required("password");
        } catch (ProblemException e) {
            ProblemAnswer.send(response, e.status(), e.detail(), RequestPath.LOGIN);
            return;
        }
        Credentials.Checked checked = access.check(request, name, password);
        if (checked.isDelayed()) {
            Refusal.tooManyTries(checked.pause()).send(response, RequestPath.LOGIN);
            return;
        }
        Account account = checked.account();
        if (account == null) {
            ProblemAnswer.send(response, 401, "Cannot log in: " + checked.complaint(), RequestPath.LOGIN);
            return;
        }
        Sessions.Opened session = access.sessions().open(account);
        access.denials().accepted(request, account.name(), "login");
        response.addCookie(cookie(request, session.token(), -1));
        send(response, json -> {
            json.writeStringField("user", account.name());
            json.writeStringField("role", account.role().word());
            json.writeStringField("token", session.token());
            json.writeStringField("expires", session.expires().toString());
        });
    }

    private static Cookie cookie(HttpServletRequest request, String value, int maxAge) {
        Cookie cookie = new Cookie(AccessControl.cookieName(request), value);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setPath("/");
        cookie.setMaxAge(maxAge);
        cookie.setAttribute("SameSite", "Strict");
        return cookie;
    }

    private void logOut(HttpServletRequest request, HttpServletResponse response) {
        RequestContext.current().flatMap(RequestContext::session).ifPresent(session -> {
            access.sessions().close(session.token());
            access.denials().accepted(request, session.account().name(), "logout");
        });
        response.addCookie(cookie(request, "", 0));
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private void tellWho(HttpServletResponse response) throws IOException {
        Optional<Caller> caller = RequestContext.currentCaller();
        Optional<Sessions.Opened> session = RequestContext.current().flatMap(RequestContext::session);
        boolean required = access.isLoginRequired();
        send(response, json -> {
            Json.string(json, "user", caller.map(known -> known.actor().user()).orElse(null));
            Json.string(json, "role", caller.map(known -> known.role().word()).orElse(null));
            json.writeBooleanField("loginRequired", required);
            Json.string(
                    json,
                    "expires",
                    session.map(opened -> opened.expires().toString()).orElse(null));
            Json.strings(json, "trusted", access.trusted().names());
        });
    }

    private void tellLog(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (AccessGuard.isMissedBy(request, response)) {
            return;
        }
        String limit = request.getParameter("limit");
        int most = USUAL_ENTRIES;
        if (limit != null) {
            if (!limit.matches("[1-9]\\d{0,3}") || Integer.parseInt(limit) > MOST_ENTRIES) {
                ProblemAnswer.send(
                        response,
                        400,
                        "Cannot show the log: limit is a number from 1 to " + MOST_ENTRIES,
                        RequestPath.AUDIT);
                return;
            }
            most = Integer.parseInt(limit);
        }
        Optional<byte[]> body = entries(most);
        if (body.isEmpty()) {
            ProblemAnswer.send(
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "Cannot show the log: too much is being answered at once; try again",
                    RequestPath.AUDIT);
            return;
        }
        send(response, body.get());
    }

    /** Return some entries; empty if there is no room for them. */
    private Optional<byte[]> entries(int most) throws IOException {
        Optional<AnswerMemory.Share> share = RequestContext.currentShare();
        // A log file takes more memory than the entries that are shown: one at a time.
        synchronized (auditReading) {
            List<AuditEntry> entries = access.log().newest(most, any -> true);
            byte[] body = document(json -> Json.array(json, "entries", entries, AuditJson::write));
            return share.isEmpty() || share.get().take(body.length) ? Optional.of(body) : Optional.empty();
        }
    }

    private static void send(HttpServletResponse response, Json.Content fields) throws IOException {
        send(response, document(fields));
    }

    private static void send(HttpServletResponse response, byte[] body) throws IOException {
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getOutputStream().write(body);
    }

    private static byte[] document(Json.Content fields) {
        return Json.bytes(json -> {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        });
    }
}
