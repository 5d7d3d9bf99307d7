/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/** The streams of a running command. */
@ConsumerType
public interface Channel extends AutoCloseable {

    /** Return what the command reads; close it to end its input. */
    OutputStream stdin();

    /** Return what the command prints; it ends with the command, or with the connection. */
    InputStream stdout();

    /** Return what the command prints as errors; empty when they are merged. */
    InputStream stderr();

    /** Return how the command ended; completed with a {@link TransportException} when the connection was lost first. */
    CompletionStage<ExitStatus> exit();

    /** End the command, by SIGKILL where the place can, and close the streams. A second call does nothing. */
    @Override
    void close();
}
