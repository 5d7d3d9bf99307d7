/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.Run;
import org.concert.launcher.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What the GUIs are told of a start or a stop.
 *
 * @param success whether the process is as it was asked for
 * @param message how it came to that, or why it did not
 * @param id the operation, which {@code /api/v1/operations} tells more of; null if there is none
 */
record OldAnswer(boolean success, String message, @Nullable String id) {

    private static final int LONGEST_WAIT_MINUTES = 10;

    /** Return the answer to what was asked for, once it has come to its end. */
    static CompletableFuture<Answer> of(Run run, String name) {
        String id = run.snapshot().id();
        String late = name + ": not done within " + LONGEST_WAIT_MINUTES + " min; it goes on";
        return run.outcome()
                .handle((outcome, failure) -> outcome == null
                        ? new OldAnswer(false, name + ": not done, as the launcher has ended it", id)
                        : of(outcome, name, id))
                .completeOnTimeout(new OldAnswer(false, late, id), LONGEST_WAIT_MINUTES, TimeUnit.MINUTES)
                .thenApply(answer -> Answer.ok(answer::write));
    }

    private static OldAnswer of(Outcome outcome, String name, String id) {
        List<ProcessOutcome> told = outcome.ok()
                ? outcome.of(name).map(List::of).orElse(List.of())
                : outcome.processes().stream().filter(process -> !process.ok()).toList();
        return new OldAnswer(
                outcome.ok(),
                told.stream()
                        .map(process -> process.name() + ": " + process.message())
                        .collect(Collectors.joining("; ")),
                id);
    }

    /** Write it. */
    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("success", success);
        Json.string(json, "message", message);
        Json.string(json, "id", id);
        json.writeEndObject();
    }
}
