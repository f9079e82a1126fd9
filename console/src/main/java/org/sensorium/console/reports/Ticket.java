package org.sensorium.console.reports;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By which whoever reported sees what became of it and rates that. Shown once; its hash is kept. It
 * comes in a header, since addresses end up in logs.
 */
record Ticket(String text) {
    static final String HEADER = "X-Report-Ticket";

    private static final int BYTES = 20;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{27}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static Ticket issue() {
        return new Ticket(random(BYTES));
    }

    /** The one that the request carries; empty if it has none, or something else in its place. */
    static Optional<Ticket> of(Context context) {
        @Nullable String header = context.header(HEADER);
        return header == null || !FORM.matcher(header).matches()
                ? Optional.empty()
                : Optional.of(new Ticket(header));
    }

    /** A ticket has 160 random bits: nothing to guess, so nothing to slow down. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** So many random bytes in base64url. */
    static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    @Override
    public String toString() {
        return "Ticket[…]";
    }
}
