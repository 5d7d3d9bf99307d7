/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A place where every command does what the test says. */
final class ScriptedHost implements Host {

    final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
    final CompletableFuture<Void> closed = new CompletableFuture<>();
    final CompletableFuture<Void> inputClosed = new CompletableFuture<>();

    InputStream stdout = new ByteArrayInputStream(new byte[0]);
    InputStream stderr = new ByteArrayInputStream(new byte[0]);

    @Override
    public Target target() {
        return Target.machine("me@robot");
    }

    @Override
    public Channel open(Command command) {
        return new ScriptedChannel();
    }

    private final class ScriptedChannel implements Channel {

        @Override
        public OutputStream stdin() {
            return new ByteArrayOutputStream() {
                @Override
                public void close() {
                    inputClosed.complete(null);
                }
            };
        }

        @Override
        public InputStream stdout() {
            return stdout;
        }

        @Override
        public InputStream stderr() {
            return stderr;
        }

        @Override
        public CompletionStage<ExitStatus> exit() {
            return exit;
        }

        @Override
        public void close() {
            closed.complete(null);
        }
    }

    @Override
    public TerminalCommand inTerminal(List<String> command, Map<String, String> environment) {
        return new TerminalCommand(command, environment);
    }

    @Override
    public CompletionStage<String> lost() {
        return new CompletableFuture<>();
    }

    @Override
    public void close() {}
}
