/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoardTests {

    private final Board board = new Board();

    @Test
    void whatHasChangedIsTold() {
        board.update("one");
        long seen = board.version();
        board.update("two");

        assertThat(board.since(seen)).contains("two");
    }

    @Test
    void whatIsTheSameIsNotToldAgain() {
        board.update("one");
        long seen = board.version();
        board.update("one");

        assertThat(board.since(seen)).isEmpty();
    }
}
