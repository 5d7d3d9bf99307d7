/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.log;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** What has come of a line so far, which can be much: parts of it are told without a copy of the whole. */
final class BegunLine extends ByteArrayOutputStream {

    /** Return the first bytes, or less if there are less. */
    byte[] first(int number) {
        return Arrays.copyOf(buf, Math.min(number, count));
    }

    /**
     * Return what is to be seen of it, from a byte on: all, if that is not more than some bytes. Else what follows the first carriage
     * return in the last ones, as that writes over all before; else the first ones.
     */
    byte[] shown(int from, int most) {
        if (count - from <= most) {
            return Arrays.copyOfRange(buf, from, count);
        }
        for (int i = count - most; i < count - 1; i++) {
            if (buf[i] == '\r') {
                return Arrays.copyOfRange(buf, i + 1, count);
            }
        }
        return Arrays.copyOfRange(buf, from, from + most);
    }
}
