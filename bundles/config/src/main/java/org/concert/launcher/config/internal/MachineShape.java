/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concert.launcher.api.Target;

/**
 * A machine: this one, {@code user@host}, {@code user@host:port}, an alias of the SSH configuration, or what the transport
 * of somebody else makes of {@code scheme://place}.
 */
final class MachineShape implements Shape<String> {

    private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final Pattern REMOTE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*"
            + "@([A-Za-z0-9_][A-Za-z0-9_.-]*|\\[[0-9A-Fa-f:.]+(%[A-Za-z0-9_.-]+)?])"
            + "(:(?<port>[0-9]{1,5}))?");
    private static final Pattern OF_A_TRANSPORT = Pattern.compile("[a-z][a-z0-9+.-]*://[A-Za-z0-9_.@%+:/-]+");
    private static final int HIGHEST_PORT = 65_535;

    @Override
    public String parse(String text) throws UnfitException {
        if (text.equals("localhost")) {
            return Target.LOCAL;
        }
        Matcher remote = REMOTE.matcher(text);
        if (!remote.matches()) {
            return alias(text);
        }
        String port = remote.group("port");
        if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > HIGHEST_PORT)) {
            throw new UnfitException("port " + port + " of " + Quoted.of(text) + " is not from 1 to " + HIGHEST_PORT);
        }
        return text;
    }

    private static String alias(String text) throws UnfitException {
        if (!ALIAS.matcher(text).matches() && !OF_A_TRANSPORT.matcher(text).matches()) {
            throw new UnfitException(Quoted.of(text)
                    + " is not a machine; use local, user@host, user@host:port or a Host of ~/.ssh/config");
        }
        return text;
    }
}
