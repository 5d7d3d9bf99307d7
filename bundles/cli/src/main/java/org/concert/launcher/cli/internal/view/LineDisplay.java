/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import org.concert.launcher.api.OutputLine;

/** Shows lines of output, and how the newest of a process stands while it has not ended. For one thread at a time. */
public interface LineDisplay {

    /** Show a line. */
    void print(OutputLine line);

    /** Show how the newest line of a process stands, in place of how it stood before. */
    void unended(OutputLine line);

    /** Take note that it is time to show all. */
    void caughtUp();

    /** Leave what is shown as it is, for whoever writes next. */
    void end();
}
