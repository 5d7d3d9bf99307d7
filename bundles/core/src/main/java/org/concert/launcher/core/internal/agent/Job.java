/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.agent;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** One script under way. Its exit code and its output come apart; told on the reading thread and the timer. */
final class Job {

    final CompletableFuture<AgentResult> result = new CompletableFuture<>();

    private static final Pattern LEADER = Pattern.compile("\\d{1,10}:\\d{1,20}");

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    /** Whether its output may be held open by what it leaves behind. */
    final boolean mayLeavePrograms;

    private String leader = "0";
    private boolean exited;
    private boolean outputEnded;
    private int exitCode;

    Job(boolean mayLeavePrograms) {
        this.mayLeavePrograms = mayLeavePrograms;
    }

    /** Take note of its first program, {@code PID:START}. */
    synchronized void leader(String program) {
        if (!LEADER.matcher(program).matches()) {
            throw new IllegalArgumentException(program);
        }
        leader = program;
    }

    /** Return its first program, {@code PID:START}, or 0 where it is not known. */
    synchronized String leader() {
        return leader;
    }

    synchronized void output(String hex) {
        output.writeBytes(HexFormat.of().parseHex(hex));
    }

    synchronized void exit(int code) {
        exitCode = code;
        exited = true;
        completeIfWhole();
    }

    synchronized void outputEnded() {
        outputEnded = true;
        completeIfWhole();
    }

    boolean fail(Exception reason) {
        return result.completeExceptionally(reason);
    }

    private void completeIfWhole() {
        if (exited && outputEnded) {
            result.complete(new AgentResult(exitCode, output.toString(StandardCharsets.UTF_8)));
        }
    }
}
