/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.concert.launcher.access.AccessFiles;
import org.concert.launcher.access.Account;
import org.concert.launcher.access.AuditEntry;
import org.concert.launcher.access.AuditLog;
import org.concert.launcher.access.ClientNetwork;
import org.concert.launcher.access.Credentials;
import org.concert.launcher.access.DenialLog;
import org.concert.launcher.access.Role;
import org.concert.launcher.access.TrustedNetworks;
import org.concert.launcher.access.User;
import org.concert.launcher.api.Actor;
import org.concert.launcher.api.UserEnvironment;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Identifies the senders of requests. Called on the threads of requests. */
@Component(
        name = "org.concert.launcher.http.access",
        service = AccessControl.class,
        configurationPid = HttpSettings.PID)
@Designate(ocd = HttpSettings.class)
public final class AccessControl {

    /** The user name of everyone while no log-in is required. */
    private static final String ANYBODY = "local";

    /** The account of everyone in a trusted network. */
    private static final Account TRUSTED = new Account("trusted", Role.OPERATOR, () -> true);

    private static final String COOKIE = "concert_session_";
    private static final int LONGEST_HEADER = 1_000;

    private final AuditLog log;
    private final Sessions sessions;
    private final Credentials credentials;
    private final Denials denials;
    private final LocalAccounts accounts;
    private final TrustedNetworks trusted;

    /** Create it for the log that the framework properties name. */
    @Activate
    public AccessControl(BundleContext context, Map<String, Object> configuration, @Reference Credentials credentials) {
        Clock clock = Clock.systemUTC();
        log = AccessFiles.audit(context::getProperty, UserEnvironment.variables());
        sessions = new Sessions(System::nanoTime, clock);
        this.credentials = credentials;
        denials = new Denials(new DenialLog(log, clock, System::nanoTime));
        accounts = LocalAccounts.of(HttpSettings.Reader.of(context, configuration));
        trusted = TrustedNetworks.of(context::getProperty);
        if (!trusted.isEmpty()) {
            log.write(new AuditEntry(
                    clock.instant(),
                    "-",
                    "http",
                    "trust " + String.join(" ", trusted.names()),
                    "",
                    List.of(),
                    List.of(),
                    Map.of(),
                    AuditEntry.Result.ACCEPTED,
                    "everybody there may start and stop, without log-in and TLS"));
        }
    }

    /**
     * The sender of a request.
     *
     * @param caller the sender; empty if unknown
     * @param session the session of the caller, or null for one without
     * @param user the name that is claimed, or {@code -}
     * @param complaint why the caller is unknown; empty if the request has no credentials
     * @param pause how long to wait before the next attempt; zero for none
     * @param recorded whether the audit log has the complaint already
     */
    record Identity(
            Optional<Caller> caller,
            Sessions.@Nullable Opened session,
            String user,
            String complaint,
            Duration pause,
            boolean recorded) {

        private static Identity of(Caller caller, Sessions.@Nullable Opened session) {
            return new Identity(Optional.of(caller), session, caller.actor().user(), "", Duration.ZERO, false);
        }

        private static Identity unknown(String user, String complaint) {
            return new Identity(Optional.empty(), null, user, complaint, Duration.ZERO, false);
        }
    }

    /** Record that a caller was refused something through Jolokia. */
    public void denied(Caller caller, String action, List<String> processes, String reason) {
        denials.denied(caller.actor(), action, processes, reason);
    }

    /** Return the networks whose members are operators without log-in. */
    public TrustedNetworks trusted() {
        return trusted;
    }

    /**
     * Return whether nobody on the way can read or change a request, or its network is trusted all the same. A framework may serve
     * HTTP on any address, whatever was intended.
     */
    boolean isSafe(HttpServletRequest request) {
        return request.isSecure()
                || ClientAddress.isLoopback(request.getLocalAddr())
                || trusted.contains(request.getRemoteAddr());
    }

    boolean isLoginRequired() {
        return credentials.isLoginRequired();
    }

    AuditLog log() {
        return log;
    }

    Denials denials() {
        return denials;
    }

    Sessions sessions() {
        return sessions;
    }

    /** Identify the sender of a request. */
    Identity identify(HttpServletRequest request) {
        Identity found = bySender(request);
        boolean claimed = request.getHeader("Authorization") != null;
        return found.caller().isEmpty() && !claimed && ClientAddress.isOf(request, trusted)
                ? Identity.of(caller(request, TRUSTED, false, TRUSTED.current()), null)
                : found;
    }

    private Identity bySender(HttpServletRequest request) {
        if (!isLoginRequired()) {
            return byAccount(request);
        }
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        if (headers.size() > 1 || (!headers.isEmpty() && headers.get(0).length() > LONGEST_HEADER)) {
            return Identity.unknown("-", "the header Authorization is there twice, or too long");
        }
        if (!headers.isEmpty()) {
            return byHeader(request, headers.get(0));
        }
        Optional<String> cookie = cookie(request);
        return cookie.isPresent() ? bySession(request, cookie.get(), true) : Identity.unknown("-", "");
    }

    /** Identify the sender while no log-in is required. */
    private Identity byAccount(HttpServletRequest request) {
        if (!ClientAddress.isOfThisMachine(request)) {
            return Identity.unknown("-", "no user is defined, so only this machine is let in");
        }
        OptionalLong uid = accounts.sender(request);
        String account = uid.isPresent() ? "uid " + uid.getAsLong() : "an account that cannot be told";
        if (!accounts.admits(uid)) {
            return Identity.unknown(
                    "-",
                    "no user is defined, so only root and the account of this launcher are let in, and those that "
                            + LocalAccounts.NAMES + " names, but this is " + account);
        }
        Actor actor = new Actor(ANYBODY, ClientAddress.source(request) + ", " + account);
        return Identity.of(new Caller(actor, Role.OPERATOR, false, () -> !isLoginRequired()), null);
    }

    private Identity byHeader(HttpServletRequest request, String header) {
        int space = header.indexOf(' ');
        String scheme = space < 0 ? "" : header.substring(0, space).toLowerCase(Locale.ROOT);
        String value = header.substring(space + 1).strip();
        if (scheme.equals("bearer")) {
            return bySession(request, value, false);
        }
        String[] pair = scheme.equals("basic") ? decoded(value).split(":", 2) : new String[0];
        if (pair.length < 2) {
            return Identity.unknown("-", "the header Authorization is neither Bearer TOKEN nor Basic");
        }
        return byPassword(request, pair[0], pair[1]);
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private Identity bySession(HttpServletRequest request, String token, boolean byCookie) {
        Optional<Sessions.Opened> found = sessions.use(token);
        if (found.isEmpty()) {
            return Identity.unknown("-", "the session is over");
        }
        Account account = found.get().account();
        return Identity.of(caller(request, account, byCookie, () -> sessions.isOpen(token)), found.get());
    }

    private Identity byPassword(HttpServletRequest request, String name, String password) {
        Credentials.Checked checked = check(request, name, password);
        Account account = checked.account();
        if (account == null) {
            return new Identity(Optional.empty(), null, User.shown(name), checked.complaint(), checked.pause(), true);
        }
        return Identity.of(caller(request, account, false, account.current()), null);
    }

    /** Check a password, and record it if it is wrong. */
    Credentials.Checked check(HttpServletRequest request, String name, String password) {
        Credentials.Checked checked = credentials.check(name, password, ClientNetwork.of(request.getRemoteAddr()));
        if (checked.account() == null && !checked.isDelayed()) {
            denials.refused(request, name, checked);
        }
        return checked;
    }

    private static Caller caller(HttpServletRequest request, Account account, boolean byCookie, BooleanSupplier valid) {
        return new Caller(new Actor(account.name(), ClientAddress.source(request)), account.role(), byCookie, valid);
    }

    /** Return the name of the cookie, with the port: browsers send the cookies of a host to all its ports, where other launchers may listen. */
    static String cookieName(HttpServletRequest request) {
        return COOKIE + request.getServerPort();
    }

    /** Return the token in the cookie. */
    static Optional<String> cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(cookieName(request))) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }
}
