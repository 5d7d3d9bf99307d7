/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test each of whose methods has a lab of its own. */
abstract class WithLab {

    Lab lab;

    @BeforeEach
    void openLab() throws Exception {
        lab = new Lab();
    }

    @AfterEach
    void closeLab() throws Exception {
        lab.close();
    }
}
