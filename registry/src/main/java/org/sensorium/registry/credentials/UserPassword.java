package org.sensorium.registry.credentials;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;

/**
 * A person's password, hashed with Argon2id: 19 MiB, two passes, one lane (OWASP Password Storage
 * Cheat Sheet). Some 30 ms each: never on a thread that others wait for.
 */
public final class UserPassword {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final Argon2Function FUNCTION =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);

    private UserPassword() {}

    /** The hash with its salt and parameters, in the usual text form. */
    public static String hash(String password) {
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(FUNCTION).getResult();
    }

    /** Whether the password is the one that was hashed. */
    public static boolean verify(String password, String hash) {
        return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    }
}
