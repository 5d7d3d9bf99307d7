/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A salted and slow hash of a password, as text {@code $pbkdf2-sha512$i=210000$SALT$HASH}: the iterations are in it, so
 * that those of passwords to come can be raised.
 */
public final class PasswordHash {

    /** Fewer characters are guessed too soon. */
    public static final int SHORTEST = 8;

    /** More only make checking slow. */
    public static final int LONGEST = 256;

    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final int ITERATIONS = 210_000;
    private static final int FEWEST_ITERATIONS = 1_000;
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 64;
    private static final int BITS_PER_BYTE = 8;
    private static final Pattern TEXT =
            Pattern.compile("\\$pbkdf2-sha512\\$i=(\\d{1,8})\\$([A-Za-z0-9+/]{22,86})\\$([A-Za-z0-9+/]{86})");

    private final String text;
    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(String text, int iterations, byte[] salt, byte[] hash) {
        this.text = text;
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /** Return a hash of a password, with a salt of its own. Takes as long as {@link #matches}. */
    public static PasswordHash of(String password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        byte[] hash = hash(password, salt, ITERATIONS);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        String text = "$pbkdf2-sha512$i=" + ITERATIONS + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
        return new PasswordHash(text, ITERATIONS, salt, hash);
    }

    /** Return a hash that no password is known to have; to check it takes as long as to check any other. */
    public static PasswordHash ofNobody() {
        byte[] random = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(random);
        return new PasswordHash("", ITERATIONS, random, new byte[HASH_BYTES]);
    }

    /** Return the hash of a text; empty if it is none. */
    public static Optional<PasswordHash> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int iterations = Integer.parseInt(matcher.group(1));
        if (iterations < FEWEST_ITERATIONS || iterations > MOST_ITERATIONS) {
            return Optional.empty();
        }
        try {
            byte[] salt = Base64.getDecoder().decode(matcher.group(2));
            byte[] hash = Base64.getDecoder().decode(matcher.group(3));
            return Optional.of(new PasswordHash(text, iterations, salt, hash));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Return whether this is the hash of a password. Takes 0.2 s of a processor, as is meant, and 0.7 s with the quick compiler
     * alone, as {@code serve} has it; as long for a wrong one.
     */
    public boolean matches(String password) {
        return password.length() <= LONGEST && MessageDigest.isEqual(hash, hash(password, salt, iterations));
    }

    private static byte[] hash(String password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BYTES * BITS_PER_BYTE);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot check passwords: this JDK has no " + ALGORITHM, e);
        } finally {
            spec.clearPassword();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PasswordHash that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Return the text of the hash. */
    @Override
    public String toString() {
        return text;
    }
}
