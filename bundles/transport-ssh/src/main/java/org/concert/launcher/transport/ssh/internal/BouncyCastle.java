/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.security.NoSuchAlgorithmException;
import net.schmizz.sshj.common.SecurityUtils;
import org.jspecify.annotations.Nullable;

/**
 * The library by which sshj knows ECDSA keys. To load it takes as long as all else that a login needs (0.4 s), and most
 * logins do without, so it is made use of when the first one does not. Safe for use by several threads.
 */
final class BouncyCastle {

    private static boolean inUse;

    private BouncyCastle() {}

    /** Have sshj do without it, unless it is in use already. sshj takes it by itself when nobody has said so before. */
    static synchronized void avoid() {
        if (!inUse) {
            SecurityUtils.setRegisterBouncyCastle(false);
        }
    }

    /** Return whether it is made use of. */
    static synchronized boolean isInUse() {
        return inUse;
    }

    /** Make use of it from now on; return false if it was in use before. */
    static synchronized boolean use() {
        if (inUse) {
            return false;
        }
        inUse = true;
        SecurityUtils.setRegisterBouncyCastle(true);
        return SecurityUtils.isBouncyCastleRegistered();
    }

    /** Return whether something failed for want of it. */
    static boolean wouldHelp(@Nullable Throwable failure) {
        return failure != null && (failure instanceof NoSuchAlgorithmException || wouldHelp(failure.getCause()));
    }

    /** Return whether sshj cannot do without it for a kind of key, or for one whose kind is not told. */
    static boolean isNeededFor(String keyType) {
        return !keyType.equals("ssh-ed25519") && !keyType.equals("ssh-rsa");
    }
}
