package dev.slipway.identity;

import dev.slipway.kernel.InvalidRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes and compares passwords. PBKDF2 rather than bcrypt, which ignores what comes after 72 bytes, or Argon2, which
 * would need another cryptographic library.
 */
@Component
class Passwords {
    private static final String KDF = "pbkdf2@SpringSecurity_v5_8";
    private static final int SHORTEST = 10;
    private static final int LONGEST = 200;

    private final PasswordEncoder encoder =
            new DelegatingPasswordEncoder(KDF, Map.of(KDF, Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8()));
    private final String decoy = hash(UUID.randomUUID().toString());

    String hash(String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalArgumentException("no password to hash");
        }
        return hash;
    }

    /** A new hash of a password that was right, if the old one is weaker than those made today. */
    Optional<String> renewed(String password, @Nullable String hash) {
        return encoder.upgradeEncoding(hash) ? Optional.of(hash(password)) : Optional.empty();
    }

    /** Takes as long for an account that does not exist (no hash) as for one that does. */
    boolean matches(String password, @Nullable String hash) {
        boolean comparable = hash != null && password.length() <= LONGEST;
        boolean same = encoder.matches(comparable ? password : "", comparable ? hash : decoy);
        return comparable && same;
    }

    /** @throws InvalidRequest in words, if nobody should have this password */
    void check(String password, String userName, String field) {
        if (password.length() < SHORTEST) {
            throw new InvalidRequest(
                    "password-too-short", field, "A password needs at least " + SHORTEST + " characters.");
        }
        if (password.length() > LONGEST) {
            throw new InvalidRequest("password-too-long", field, "A password has at most " + LONGEST + " characters.");
        }
        if (password.toLowerCase(Locale.ROOT).equals(userName)) {
            throw new InvalidRequest("password-is-name", field, "The password must not be the user's name.");
        }
    }
}
