/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.agent;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/** One script under way. Its exit code and its output come apart; told on the reading thread and the timer. */
final class Job {

    final CompletableFuture<AgentResult> result = new CompletableFuture<>();

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    /** Whether its output may be held open by what it leaves behind. */
    final boolean mayLeavePrograms;

    private boolean exited;
    private boolean outputEnded;
    private int exitCode;

    Job(boolean mayLeavePrograms) {
        this.mayLeavePrograms = mayLeavePrograms;
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
