/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.nio.file.Path;
import java.time.Clock;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.window.FileMark;

/** What processes share, where a test has no launcher around them. */
public final class Contexts {

    private Contexts() {}

    /** Return it; nothing is restarted by policy. */
    public static ProcessContext of(Loop loop, ProcessBoard board) {
        Clock clock = Clock.systemUTC();
        MembersByPlace members = new MembersByPlace(loop);
        return new ProcessContext(
                loop,
                clock,
                board,
                members,
                new ProcessStart(members, loop, clock, entry -> "/", FileMark.of(Path.of("/robot/launcher.yaml"))),
                new Canaries(loop),
                entry -> "/",
                new RestartDuty(loop, () -> {
                    throw new IllegalStateException("There is no launcher file");
                }));
    }
}
