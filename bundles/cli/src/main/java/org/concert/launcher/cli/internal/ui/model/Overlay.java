/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import java.util.List;

/** What is shown in place of the processes for a while, and takes the keys. */
public interface Overlay {

    /** What a key comes to. */
    enum Step {
        /** It goes on. */
        STAY,
        /** It is over. */
        CLOSE,
        /** It is over, and what it was for is to be done. */
        ACCEPT
    }

    /** Return its title. */
    String title();

    /** Return its lines, which may be coloured by escape sequences. */
    List<String> lines();

    /** Return which line has the cursor; -1 if none has. */
    int cursor();

    /**
     * Return the first row to show.
     *
     * @param height how many can be shown
     * @param rows how many there are: a line that is too long for the terminal may take several
     */
    int top(int height, int rows);

    /** Return the keys it knows, in words. */
    String keys();

    /** Take a key. */
    Step key(String key);
}
