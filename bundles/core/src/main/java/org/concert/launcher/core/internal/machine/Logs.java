/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Host;
import org.concert.launcher.core.internal.log.LogReader;
import org.concert.launcher.core.internal.loop.Loop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What reads the logs of a connected machine; opened when it is first asked for. Lives on the loop. */
final class Logs {

    private static final Logger logger = LoggerFactory.getLogger(Logs.class);

    private final Loop loop;
    private final BlockingWork work;
    private @Nullable CompletableFuture<LogReader> opened;

    /** Create one that is not open. */
    Logs(Loop loop, BlockingWork work) {
        this.loop = loop;
        this.work = work;
    }

    /** Return the reader. */
    CompletableFuture<LogReader> reader(Host host) {
        CompletableFuture<LogReader> present = opened;
        if (present != null) {
            return present;
        }
        CompletableFuture<LogReader> made = work.begin(() -> LogReader.open(host));
        opened = made;
        loop.listen(made, (reader, failure) -> {
            if (opened != made) {
                logger.debug("A reader of logs came too late, and is closed");
            } else if (reader == null) {
                opened = null;
            } else {
                loop.listen(reader.ended(), (reason, error) -> opened = opened == made ? null : opened);
            }
        });
        return made;
    }

    /** Close the reader, as the machine is lost or left. */
    CompletableFuture<Void> leave() {
        CompletableFuture<LogReader> left = opened;
        opened = null;
        return left == null ? CompletableFuture.completedFuture(null) : work.close(left);
    }
}
