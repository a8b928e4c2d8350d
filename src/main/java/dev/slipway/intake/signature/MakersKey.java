package dev.slipway.intake.signature;

import dev.slipway.kernel.InvalidRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.KeyIdentifier;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPUserId;
import org.bouncycastle.openpgp.api.OpenPGPKeyReader;

/** A maker's public key: one OpenPGP certificate, with the keys below it that sign for it (RFC 9580, 10.1). */
public final class MakersKey {
    public static final int LONGEST = 64 * 1024;

    private static final String BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private static final int LONGEST_OWNER = 200;

    private final OpenPGPCertificate certificate;

    private MakersKey(OpenPGPCertificate certificate) {
        this.certificate = certificate;
    }

    /**
     * Reads what {@code gpg --export --armor KEY} writes.
     *
     * @throws InvalidRequest {@code signing-key-unreadable} unless it is one public key
     */
    public static MakersKey parse(String armoured) {
        String text = armoured.strip();
        refuseIf(
                text.length() > LONGEST,
                "A key has up to 64 KiB. Export it without what others have signed on it: gpg --export-options"
                        + " export-minimal --armor --export.");
        refuseIf(
                text.contains("PRIVATE KEY BLOCK"),
                "That is a private key, which nobody but its owner may have. Paste the public one.");
        refuseIf(
                !text.startsWith(BEGIN),
                "Paste a public key as gpg --export --armor writes it: it begins with " + BEGIN + ".");
        refuseIf(
                text.indexOf(BEGIN, 1) > 0,
                "These are several keys. Paste the one that signs, and add others each by its own.");
        List<OpenPGPCertificate> found = read(text);
        refuseIf(found.size() != 1, "There are " + found.size() + " keys in it. Paste the one that signs.");
        return new MakersKey(found.getFirst());
    }

    private static List<OpenPGPCertificate> read(String text) {
        try {
            return new OpenPGPKeyReader(OpenPgp.IMPLEMENTATION, OpenPgp.POLICY)
                    .parseCertificates(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            throw unreadable("That is no public key that can be read. Copy it anew, from the first line to the last.");
        }
    }

    /** In capitals, without spaces. */
    public String fingerprint() {
        return HexFormat.of().withUpperCase().formatHex(certificate.getFingerprint());
    }

    /** What it calls itself, such as {@code Debian CD signing key <debian-cd@lists.debian.org>}; may be empty. */
    public String owner() {
        try {
            String said = certificate.getPrimaryKey().getUserIDs().stream()
                    .findFirst()
                    .map(OpenPGPUserId::getUserId)
                    .orElse("");
            String clean = said.replaceAll("\\p{C}", "").strip();
            return clean.substring(0, Math.min(clean.length(), LONGEST_OWNER));
        } catch (RuntimeException e) {
            return "";
        }
    }

    /** Empty if it does not. */
    public Optional<Instant> expires(Instant now) {
        try {
            return Optional.ofNullable(certificate.getPrimaryKey().getKeyExpirationDateAt(Date.from(now)))
                    .map(Date::toInstant);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Why nothing that it has signed is believed any more, as the end of a sentence that begins with the key; empty if it is. */
    public Optional<String> whyUnfit(Instant now) {
        try {
            return whyUnfit(Date.from(now));
        } catch (RuntimeException e) {
            return Optional.of("cannot be used: what it says of itself is broken");
        }
    }

    private Optional<String> whyUnfit(Date now) {
        var primary = certificate.getPrimaryKey();
        if (!OpenPgp.POLICY.isAcceptablePublicKey(primary.getPGPPublicKey())) {
            return Optional.of("is of a kind that is too weak to be relied on");
        }
        if (primary.getRevocation(now) != null) {
            return Optional.of("was revoked by its owner");
        }
        var end = expires(now.toInstant());
        if (end.isPresent() && !end.get().isAfter(now.toInstant())) {
            return Optional.of("has expired on " + day(end.get()));
        }
        if (!primary.isBoundAt(now)) {
            return Optional.of("says nothing of itself that can be relied on");
        }
        return certificate.getSigningKeys(now).isEmpty()
                ? Optional.of("has no part that may sign right now")
                : Optional.empty();
    }

    /** @throws InvalidRequest {@code signing-key-unfit} if nothing that it has signed is believed */
    public void requireFit(Instant now) {
        whyUnfit(now).ifPresent(why -> {
            throw new InvalidRequest(
                    "signing-key-unfit", "key", "This key " + why + ". Get its maker's present one, and add that.");
        });
    }

    /** The part of it that says to have made a signature. */
    Optional<OpenPGPComponentKey> partFor(PGPSignature signature) {
        return signature.getKeyIdentifiers().stream()
                .map(this::part)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<OpenPGPComponentKey> part(KeyIdentifier id) {
        return Optional.ofNullable(certificate.getKey(id));
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static void refuseIf(boolean bad, String sentence) {
        if (bad) {
            throw unreadable(sentence);
        }
    }

    private static InvalidRequest unreadable(String sentence) {
        return new InvalidRequest("signing-key-unreadable", "key", sentence);
    }
}
