/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Clock;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.window.FileMark;

/**
 * What all processes of a launcher share.
 *
 * @param loop the thread they live on
 * @param clock gives the times that people see
 * @param board shows what is known of them
 * @param members finds their programs
 * @param start makes their windows
 * @param canaries tell when shells of their places are up
 * @param folders gives the folder that one without {@code cwd} starts in
 * @param duty tells whether this launcher keeps to their restart policies
 */
public record ProcessContext(
        Loop loop,
        Clock clock,
        ProcessBoard board,
        MembersByPlace members,
        ProcessStart start,
        Canaries canaries,
        Folders folders,
        RestartDuty duty) {

    /** Create one for the processes of a launcher file. */
    public static ProcessContext of(
            FileMark file, Folders folders, Loop loop, Clock clock, ProcessBoard board, RestartDuty duty) {
        MembersByPlace members = new MembersByPlace(loop);
        ProcessStart start = new ProcessStart(members, loop, clock, folders, file);
        return new ProcessContext(loop, clock, board, members, start, new Canaries(loop), folders, duty);
    }

    /** Gives the folder that a process without {@code cwd} starts in. */
    public interface Folders {

        /** Return an absolute path on the machine of the process. */
        String of(ProcessEntry entry);
    }
}
