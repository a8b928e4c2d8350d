package dev.slipway.intake.signature;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.SignatureParameters;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;

/** A maker who signs: with a key of its own that was made a year ago. */
public final class TestSigner {
    private static final int VERSION = 4;
    /** When any key of these was good. */
    private static final Date YOUNG = Date.from(Instant.now().minus(Duration.ofDays(360)));

    private static final BcOpenPGPApi PGP = new BcOpenPGPApi();

    private final OpenPGPKey key;

    public TestSigner(String name) {
        this(name, Duration.ZERO);
    }

    /** @param life of the key, since a year ago; zero = for ever */
    public TestSigner(String name, Duration life) {
        this(made(name, life));
    }

    private TestSigner(OpenPGPKey key) {
        this.key = key;
    }

    private static OpenPGPKey made(String name, Duration life) {
        try {
            Date born = Date.from(Instant.now().minus(Duration.ofDays(365)).truncatedTo(ChronoUnit.SECONDS));
            var lives = SignatureParameters.Callback.Util.modifyHashedSubpackets(packets -> {
                if (!life.isZero()) {
                    packets.removePacketsOfType(org.bouncycastle.bcpg.SignatureSubpacketTags.KEY_EXPIRE_TIME);
                    packets.setKeyExpirationTime(life.toSeconds());
                }
                return packets;
            });
            return PGP.generateKey(VERSION, born)
                    .withPrimaryKey(kp -> kp.generatePrimaryKey(), lives)
                    .addUserId(name, lives)
                    .addSigningSubkey()
                    .build();
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same, after its owner took it back. */
    public TestSigner revoked() {
        try {
            return new TestSigner(PGP.editKey(key).revokeKey().done());
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    public String publicKey() {
        try {
            return key.toCertificate().toAsciiArmoredString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public String privateKey() {
        try {
            return key.toAsciiArmoredString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Armoured, of a file. */
    public byte[] sign(byte[] content) {
        return sign(content, HashAlgorithmTags.SHA512, Instant.now());
    }

    public byte[] sign(byte[] content, int hash, Instant at) {
        return armoured(signature(PGPSignature.BINARY_DOCUMENT, content, hash, at));
    }

    /** @param lines without anything at their ends, and none that begins with a dash */
    public String clearSign(String lines) {
        byte[] canonical = lines.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] signature = armoured(
                signature(PGPSignature.CANONICAL_TEXT_DOCUMENT, canonical, HashAlgorithmTags.SHA256, Instant.now()));
        return "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n" + lines + "\n"
                + new String(signature, StandardCharsets.US_ASCII);
    }

    private PGPSignature signature(int type, byte[] content, int hash, Instant at) {
        try {
            var part = key.getSigningKeys(YOUNG).getFirst();
            var secret = key.getSecretKey(part).unlock().getKeyPair();
            var generator = new PGPSignatureGenerator(
                    new BcPGPContentSignerBuilder(secret.getPublicKey().getAlgorithm(), hash), secret.getPublicKey());
            generator.init(type, secret.getPrivateKey());
            var packets = new PGPSignatureSubpacketGenerator();
            packets.setSignatureCreationTime(Date.from(at.truncatedTo(ChronoUnit.SECONDS)));
            packets.setIssuerFingerprint(false, secret.getPublicKey());
            generator.setHashedSubpackets(packets.generate());
            generator.update(content);
            return generator.generate();
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] armoured(PGPSignature signature) {
        var out = new ByteArrayOutputStream();
        try (var armour = ArmoredOutputStream.builder().clearHeaders().build(out)) {
            signature.encode(armour);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
