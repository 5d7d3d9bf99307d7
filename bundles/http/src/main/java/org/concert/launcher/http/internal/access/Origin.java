/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a page comes from, by the Origin or Referer header that its browser sends.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name or address, in lower case
 * @param port the port, also when the header leaves it out
 */
public record Origin(String scheme, String host, int port) {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /**
     * Return the origin in a header; empty for {@code null}, which hidden pages send, and all that is no web address, or has
     * what browsers leave out of these headers: the name of a user, or a place in the page.
     */
    public static Optional<Origin> of(String header) {
        try {
            URI uri = new URI(header);
            boolean plain = uri.getUserInfo() == null && uri.getFragment() == null;
            if (uri.getScheme() == null || uri.getHost() == null || !plain) {
                return Optional.empty();
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            int usual = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
            String host = uri.getHost().toLowerCase(Locale.ROOT);
            return Optional.of(new Origin(scheme, host, uri.getPort() < 0 ? usual : uri.getPort()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Return whether a page from here was served under this scheme, host and port, and so by ours. */
    boolean isAt(String otherScheme, String otherHost, int otherPort) {
        return scheme.equalsIgnoreCase(otherScheme) && port == otherPort && host.equalsIgnoreCase(otherHost);
    }
}
