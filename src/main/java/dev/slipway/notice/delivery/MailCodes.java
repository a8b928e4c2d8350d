package dev.slipway.notice.delivery;

import dev.slipway.kernel.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Codes that prove who reads an address. Made when they are sent, so that they are kept nowhere but in the mail. */
@Component
class MailCodes {
    static final Duration GOOD = Duration.ofMinutes(30);
    private static final int MOST_TRIES = 5;
    private static final int BELOW = 100_000_000;

    private final SecureRandom random = new SecureRandom();
    private final MailAddressRows rows;

    MailCodes(MailAddressRows rows) {
        this.rows = rows;
    }

    /** @param address where it goes */
    record Fresh(String address, String code) {}

    /** A new one for the address that the person wants; the one before is good no more. Empty if they want none. */
    Optional<Fresh> fresh(UserId user) {
        String code = String.format("%08d", random.nextInt(BELOW));
        return rows.find(user)
                .flatMap(MailAddressRows.Kept::wanted)
                .filter(address -> rows.code(user, address, hash(user, code), GOOD))
                .map(address -> new Fresh(address, code));
    }

    boolean isRight(UserId user, String code) {
        byte[] given = hash(user, code.strip());
        return rows.tryCode(user, MOST_TRIES)
                .filter(right -> MessageDigest.isEqual(right, given))
                .isPresent();
    }

    private static byte[] hash(UserId user, String code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest((user + " " + code).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
