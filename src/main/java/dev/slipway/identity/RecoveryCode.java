package dev.slipway.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A way in without the app, once: 16 letters of random, written in groups. A plain hash is enough, as nobody guesses them. */
record RecoveryCode(String letters) {
    private static final int AT_ONCE = 10;
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    static List<RecoveryCode> some() {
        return Stream.generate(() -> new RecoveryCode(random())).limit(AT_ONCE).toList();
    }

    /** As people type it: with or without hyphens and spaces, in any case. */
    static RecoveryCode typed(String text) {
        return new RecoveryCode(text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""));
    }

    static String random() {
        return RANDOM.ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(ALPHABET::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    String written() {
        return letters.replaceAll("(.{4})(?=.)", "$1-");
    }

    String hash() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(letters.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "RecoveryCode[…]";
    }
}
