/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concert.launcher.api.Actor;

/** Who types a command line: the user of this process, and where that user came from by SSH. */
final class CommandLineActor {

    private static final String SOURCE = "command line";

    /** The address of the client stands first; it may be an IPv6 one with a zone. */
    private static final Pattern SSH_CLIENT = Pattern.compile("([0-9A-Fa-f:.]+(?:%[\\w.-]+)?) .*");

    private CommandLineActor() {}

    static Actor of(Map<String, String> variables) {
        Matcher client = SSH_CLIENT.matcher(variables.getOrDefault("SSH_CONNECTION", ""));
        return Actor.ofProcess(client.matches() ? SOURCE + ", ssh " + client.group(1) : SOURCE);
    }
}
