/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.local.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.CommandResult;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;

/** A launcher in a JVM of its own: prints what a program says of its argument, and of its environment. */
final class EchoOfALocale {

    static final String TEXT = "it's ä€漢😀 \\n %s $HOME\n.";

    private EchoOfALocale() {}

    public static void main(String[] ignored) throws Exception {
        try (Host host = new LocalTransport().open(Target.machine(Target.LOCAL), machine -> null)) {
            Command command = Command.of("sh", "-c", "printf '%s\\n%s' \"$1\" \"$CONCERT_TEST\"", "sh", TEXT);
            CommandResult result = host.run(command, Duration.ofSeconds(20));
            System.out.write((result.stdout() + result.stderr()).getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        }
    }
}
