/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.io.Serial;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyFactorySpi;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import net.schmizz.sshj.common.SecurityUtils;

/**
 * Has sshj read ECDSA keys by what the JDK has. sshj asks for a key factory {@code ECDSA}, as Bouncy Castle (9.5 MB) calls
 * what the JDK calls {@code EC}; all else that it needs of ECDSA has one name in both.
 */
final class EcdsaKeys {

    private static final String NAME = "ConcertLauncherEcdsa";

    private EcdsaKeys() {}

    /** Have them read from now on, in all of this JVM. A second call does nothing. */
    static void provide() {
        SecurityUtils.setRegisterBouncyCastle(false);
        if (Security.getProvider(NAME) == null) {
            Security.addProvider(new EcdsaProvider());
        }
    }

    /** Take that back: its classes may go. */
    static void withdraw() {
        Security.removeProvider(NAME);
    }

    private static final class EcdsaProvider extends Provider {

        @Serial
        private static final long serialVersionUID = 1L;

        EcdsaProvider() {
            super(NAME, "1", "ECDSA keys for sshj");
            putService(new Service(this, "KeyFactory", "ECDSA", EcFactory.class.getName(), null, null) {
                @Override
                public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                    return new EcFactory(KeyFactory.getInstance("EC"));
                }
            });
        }
    }

    private static final class EcFactory extends KeyFactorySpi {

        private final KeyFactory keys;

        EcFactory(KeyFactory keys) {
            this.keys = keys;
        }

        @Override
        protected PublicKey engineGeneratePublic(KeySpec spec) throws InvalidKeySpecException {
            return keys.generatePublic(spec);
        }

        @Override
        protected PrivateKey engineGeneratePrivate(KeySpec spec) throws InvalidKeySpecException {
            return keys.generatePrivate(spec);
        }

        @Override
        protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> type) throws InvalidKeySpecException {
            return keys.getKeySpec(key, type);
        }

        @Override
        protected Key engineTranslateKey(Key key) throws InvalidKeyException {
            return keys.translateKey(key);
        }
    }
}
