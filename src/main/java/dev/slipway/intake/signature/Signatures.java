package dev.slipway.intake.signature;

import dev.slipway.kernel.InvalidRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.KeyIdentifier;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureException;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.bouncycastle.openpgp.api.OpenPGPSignature.OpenPGPDocumentSignature;

/**
 * A file of signatures, of which one by the maker's key has to be right: those of others may stand beside it, as they do where a
 * maker changes from one key to the next. Whatever a signature says may be a lie until it was verified.
 */
public final class Signatures {
    public static final int LONGEST = 64 * 1024;

    static final String BEGIN = "-----BEGIN PGP SIGNATURE-----";
    private static final int MOST = 16;
    private static final int PIECE = 256 * 1024;
    private static final int BINARY = 0x80;
    private static final int LEAST_VERSION = 4;
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final List<PGPSignature> all;

    private Signatures(List<PGPSignature> all) {
        this.all = all;
    }

    /**
     * Reads what {@code gpg --detach-sign} writes, armoured or not.
     *
     * @throws InvalidRequest {@code signature-unreadable} unless it is that
     */
    public static Signatures parse(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1).strip();
        boolean binary = file.length > 0 && (file[0] & BINARY) != 0;
        if (file.length > LONGEST || (!binary && !text.startsWith(BEGIN))) {
            throw unreadable();
        }
        try (var in = binary
                ? new ByteArrayInputStream(file)
                : ArmoredInputStream.builder()
                        .build(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)))) {
            return new Signatures(read(in));
        } catch (IOException | RuntimeException e) {
            throw unreadable();
        }
    }

    /** Nothing but signatures: what is packed or nested is not even opened. */
    private static List<PGPSignature> read(InputStream in) throws IOException {
        List<PGPSignature> found = new ArrayList<>();
        var objects = OpenPgp.IMPLEMENTATION.pgpObjectFactory(in);
        for (Object next = objects.nextObject(); next != null; next = objects.nextObject()) {
            if (!(next instanceof PGPSignatureList list) || found.size() + list.size() > MOST) {
                throw new IOException("something else than a few signatures");
            }
            list.forEach(found::add);
        }
        if (found.isEmpty()) {
            throw new IOException("no signature");
        }
        return found;
    }

    /** Of the very bytes of a file. @throws InvalidRequest saying why it is not believed */
    public Signed verify(InputStream content, MakersKey key, Instant now) throws IOException {
        return verify(content, PGPSignature.BINARY_DOCUMENT, key, now);
    }

    Signed verify(InputStream content, int type, MakersKey key, Instant now) throws IOException {
        requireFit(key, now);
        List<OpenPGPDocumentSignature> ours = begun(type, key);
        byte[] piece = new byte[PIECE];
        for (int n = content.read(piece); n >= 0; n = content.read(piece)) {
            for (var signature : ours) {
                signature.getSignature().update(piece, 0, n);
            }
        }
        var right = ours.stream().filter(Signatures::isRight).findFirst().orElseThrow(Signatures::wrong);
        requireBelieved(right, key, now);
        return new Signed(key.fingerprint(), right.getCreationTime().toInstant());
    }

    private static void requireFit(MakersKey key, Instant now) {
        key.whyUnfit(now).ifPresent(why -> {
            throw new InvalidRequest(
                    "signing-key-unfit",
                    "signingKey",
                    "The key by which it should be signed " + why
                            + ". Add its maker's present key, and import it anew.");
        });
    }

    /** Those that say to be the key's, ready to be told what they are of. */
    private List<OpenPGPDocumentSignature> begun(int type, MakersKey key) {
        try {
            List<PGPSignature> claimed =
                    all.stream().filter(s -> key.partFor(s).isPresent()).toList();
            if (claimed.isEmpty()) {
                throw new InvalidRequest(
                        "signature-other-key",
                        "signingKey",
                        "It is signed by another key (" + issuers() + "), not by the one that was chosen.");
            }
            List<PGPSignature> strong = claimed.stream()
                    .filter(s -> s.getVersion() >= LEAST_VERSION && s.getSignatureType() == type)
                    .filter(OpenPgp.POLICY::hasAcceptableDocumentSignatureHashAlgorithm)
                    .toList();
            if (strong.isEmpty()) {
                throw new InvalidRequest(
                        "signature-weak",
                        "signatureUrl",
                        "Its signature is of a kind that is not believed: by MD5 or SHA-1, or of something else than a file."
                                + " Look whether its maker offers another one.");
            }
            List<OpenPGPDocumentSignature> begun = new ArrayList<>();
            for (PGPSignature signature : strong) {
                OpenPGPComponentKey part = key.partFor(signature).orElseThrow();
                signature.init(OpenPgp.IMPLEMENTATION.pgpContentVerifierBuilderProvider(), part.getPGPPublicKey());
                begun.add(new OpenPGPDocumentSignature(signature, part));
            }
            return begun;
        } catch (PGPException e) {
            throw unreadable();
        }
    }

    private static boolean isRight(OpenPGPDocumentSignature signature) {
        try {
            return signature.verify();
        } catch (PGPException | RuntimeException e) {
            return false;
        }
    }

    private static void requireBelieved(OpenPGPDocumentSignature signature, MakersKey key, Instant now) {
        Instant made = signature.getCreationTime().toInstant();
        // Its maker's clock may be a little ahead.
        Date at = Date.from(made.isAfter(now) && made.isBefore(now.plus(AHEAD)) ? made : now);
        try {
            if (!signature.isEffectiveAt(at)) {
                throw new InvalidRequest(
                        "signature-unfit",
                        "signatureUrl",
                        "Its signature of "
                                + MakersKey.day(made)
                                + " does not count any more, or not yet. Get the file anew, or look whether the portal's"
                                + " clock is right.");
            }
            if (!signature.isValidAt(at, OpenPgp.POLICY)) {
                throw unfitPart();
            }
        } catch (PGPSignatureException e) {
            throw unfitPart();
        }
    }

    private static InvalidRequest unfitPart() {
        return new InvalidRequest(
                "signing-key-unfit",
                "signingKey",
                "The part of the key that signed it has expired, was revoked, or may not sign. Add its maker's present key,"
                        + " and import it anew.");
    }

    private String issuers() {
        return all.stream()
                .flatMap(s -> s.getKeyIdentifiers().stream())
                .map(KeyIdentifier::getKeyId)
                .map(id -> String.format(Locale.ROOT, "%016X", id))
                .distinct()
                .limit(4)
                .collect(Collectors.joining(", "));
    }

    private static InvalidRequest wrong() {
        return new InvalidRequest(
                "signature-wrong",
                "signatureUrl",
                "The signature is not of what came: one of them was changed, or they do not belong together. Get both anew"
                        + " from the maker.");
    }

    private static InvalidRequest unreadable() {
        return new InvalidRequest(
                "signature-unreadable",
                "signatureUrl",
                "What is at the address of the signature is no OpenPGP signature of a file. Look whether the address is"
                        + " right.");
    }
}
