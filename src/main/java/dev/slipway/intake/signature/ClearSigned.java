package dev.slipway.intake.signature;

import dev.slipway.kernel.InvalidRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.openpgp.PGPSignature;

/**
 * A text that carries its signature, such as Fedora's {@code CHECKSUM} (RFC 9580, 7). What is before, after or between is no part
 * of it, and is refused rather than passed over.
 */
public final class ClearSigned {
    private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String END = "-----END PGP SIGNATURE-----";

    private final List<String> lines;
    private final Signatures signatures;

    private ClearSigned(List<String> lines, Signatures signatures) {
        this.lines = lines;
        this.signatures = signatures;
    }

    public static boolean is(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1).stripLeading().startsWith(BEGIN);
    }

    /** @throws InvalidRequest {@code signature-missing} if it is not signed in itself */
    public static ClearSigned parse(byte[] file) {
        // Each byte a character, so that what is verified is what came.
        List<String> all =
                new String(file, StandardCharsets.ISO_8859_1).strip().lines().toList();
        int body = all.indexOf("") + 1;
        int signature = all.indexOf(Signatures.BEGIN);
        if (!is(file)
                || !all.getFirst().strip().equals(BEGIN)
                || body < 1
                || signature < body
                || !all.subList(1, body - 1).stream().allMatch(head -> head.startsWith("Hash: "))
                || all.indexOf(END) != all.size() - 1) {
            throw new InvalidRequest(
                    "signature-missing",
                    "signatureUrl",
                    "The list of checksums is not signed in itself, as a whole. Give the address of its signature.");
        }
        List<String> lines = new ArrayList<>();
        for (String line : all.subList(body, signature)) {
            lines.add(withoutEnd(line.startsWith("- ") ? line.substring(2) : line));
        }
        String armour = String.join("\n", all.subList(signature, all.size()));
        return new ClearSigned(lines, Signatures.parse(armour.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** What stands at the end of a line is not signed. */
    private static String withoutEnd(String line) {
        int end = line.length();
        while (end > 0 && " \t\r".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        return line.substring(0, end);
    }

    /** @throws InvalidRequest saying why it is not believed */
    public Signed verify(MakersKey key, Instant now) {
        byte[] canonical = String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1);
        try {
            return signatures.verify(
                    new ByteArrayInputStream(canonical), PGPSignature.CANONICAL_TEXT_DOCUMENT, key, now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The very text that is signed. */
    public String text() {
        return new String(String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
