/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.local.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletionStage;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.ExitStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program of this machine. The JDK waits for its end. */
final class LocalChannel implements Channel {

    private static final Logger logger = LoggerFactory.getLogger(LocalChannel.class);

    private final Process process;
    private final CompletionStage<ExitStatus> exit;

    LocalChannel(Process process) {
        this.process = process;
        this.exit = process.onExit().thenApply(ended -> ExitStatus.ofCode(ended.exitValue()));
    }

    @Override
    public OutputStream stdin() {
        return process.getOutputStream();
    }

    @Override
    public InputStream stdout() {
        return process.getInputStream();
    }

    @Override
    public InputStream stderr() {
        return process.getErrorStream();
    }

    @Override
    public CompletionStage<ExitStatus> exit() {
        return exit;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            logger.debug("Cannot close the input of a program that has ended", e);
        }
    }
}
