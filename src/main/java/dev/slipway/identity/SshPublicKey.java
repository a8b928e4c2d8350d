package dev.slipway.identity;

import dev.slipway.kernel.InvalidRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/**
 * One line of an {@code authorized_keys} file without options: type, key, comment. Parsed strictly, since it is written
 * into guests as it stands here. Format: RFC 4253 section 6.6, RFC 5656, RFC 8709, and OpenSSH's PROTOCOL.u2f.
 */
record SshPublicKey(String type, byte[] blob, String comment) {
    private static final int LONGEST_LINE = 8192;
    private static final int LONGEST_COMMENT = 255;
    private static final Set<String> TYPES = Set.of(
            "ssh-ed25519",
            "ssh-rsa",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "sk-ssh-ed25519@openssh.com",
            "sk-ecdsa-sha2-nistp256@openssh.com");

    static SshPublicKey parse(String text) {
        String line = text.strip();
        refuseWhatIsNoKeyLine(line);
        String[] parts = line.split("[ \t]+", 3);
        if (!TYPES.contains(parts[0])) {
            throw unknownType(parts);
        }
        if (parts.length < 2) {
            throw broken();
        }
        byte[] blob;
        try {
            blob = Base64.getDecoder().decode(parts[1]);
        } catch (IllegalArgumentException e) {
            throw broken();
        }
        new SshKeyBlob(blob).check(parts[0]);
        String comment = parts.length == 3 ? parts[2].strip() : "";
        if (comment.length() > LONGEST_COMMENT) {
            throw invalid("The key's comment is longer than " + LONGEST_COMMENT + " characters. Shorten it.");
        }
        return new SshPublicKey(parts[0], blob, comment);
    }

    private static void refuseWhatIsNoKeyLine(String line) {
        String upper = line.toUpperCase(Locale.ROOT);
        if (upper.contains("PRIVATE KEY") || upper.startsWith("PUTTY-USER-KEY-FILE")) {
            throw new InvalidRequest(
                    "private-key",
                    "publicKey",
                    "This is a private key. It was not stored; never give it to anybody."
                            + " Paste the public key instead: the one line of the file ending in .pub.");
        }
        if (upper.startsWith("---- BEGIN SSH2 PUBLIC KEY")) {
            throw invalid("This key is in another format. Convert it with ssh-keygen -i -f FILE and paste the result.");
        }
        if (line.isEmpty()) {
            throw invalid("Paste a public key: the one line of the file ending in .pub.");
        }
        if (line.length() > LONGEST_LINE) {
            throw invalid("This is longer than any public key. Paste the one line of the file ending in .pub.");
        }
        if (line.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
            throw invalid("A public key is one line. Paste the keys one by one, each on a single line.");
        }
    }

    private static InvalidRequest unknownType(String[] parts) {
        for (String part : String.join(" ", parts).split("[ \t]+")) {
            if (TYPES.contains(part)) {
                return invalid("Options before the key are not supported. Paste the key from " + part + " on.");
            }
        }
        if (parts[0].equals("ssh-dss")) {
            return invalid("DSA keys are not safe any more. Make a new one with ssh-keygen -t ed25519.");
        }
        if (parts[0].contains("-cert-v0")) {
            return invalid("This is a certificate. Paste the public key it was made for.");
        }
        return invalid("This is no public SSH key of a known type (Ed25519, ECDSA, RSA, or on a security key)."
                + " Paste the one line of the file ending in .pub.");
    }

    static InvalidRequest broken() {
        return invalid("This public key is damaged. Copy the whole line of the file ending in .pub again.");
    }

    static InvalidRequest invalid(String sentence) {
        return new InvalidRequest("invalid-ssh-key", "publicKey", sentence);
    }

    /** As it goes into {@code authorized_keys}. */
    String line() {
        String key = type + " " + Base64.getEncoder().encodeToString(blob);
        return comment.isEmpty() ? key : key + " " + comment;
    }

    /** As {@code ssh-keygen -l} prints it. */
    String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
