package dev.slipway.hypervisor;

import dev.slipway.kernel.InvalidRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the portal shows to a host by TLS, and what it believes of it; each in PEM (RFC 7468).
 *
 * @param authority certificates of those who may vouch for the host
 * @param certificate the portal's own
 * @param key to that certificate, in PKCS #8; a secret
 */
public record TlsIdentity(String authority, String certificate, String key) {
    private static final int LONGEST = 30_000;
    private static final int MOST_AUTHORITIES = 20;
    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN (?<label>[A-Z0-9 ]+)-----\\s+(?<body>[A-Za-z0-9+/=\\s]+?)\\s*-----END \\k<label>-----");
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";

    /** @throws InvalidRequest naming the field in which something else is, or a certificate that is over, or another one's key */
    public static TlsIdentity read(String authority, String certificate, String key, Instant now) {
        var authorities = blocks("authority", authority, CERTIFICATE, MOST_AUTHORITIES);
        var own = blocks("certificate", certificate, CERTIFICATE, 1);
        var secret = blocks("certificateKey", key, KEY, 1);
        authorities.forEach(block -> current("authority", certificate("authority", block), now));
        var shown = certificate("certificate", own.getFirst());
        current("certificate", shown, now);
        if (!belongs(secret.getFirst(), shown.getPublicKey())) {
            throw refused("certificateKey", "This is not the key to that certificate.");
        }
        return new TlsIdentity(text(authorities), text(own), text(secret));
    }

    /** From {@link #bundle}. */
    public static TlsIdentity of(String bundle) {
        var blocks = BLOCK.matcher(bundle).results().toList();
        return new TlsIdentity(
                text(blocks.subList(2, blocks.size())), text(blocks.subList(1, 2)), text(blocks.subList(0, 1)));
    }

    /** All of it as one text: key, certificate, authorities. A secret. */
    public String bundle() {
        return key + certificate + authority;
    }

    /** Whose it is and until when, for people. */
    public String shown() {
        var own = certificate(
                "certificate",
                blocks("certificate", certificate, CERTIFICATE, 1).getFirst());
        var until = own.getNotAfter().toInstant().atZone(ZoneOffset.UTC).toLocalDate();
        return own.getSubjectX500Principal().getName() + ", until " + until;
    }

    @Override
    public String toString() {
        return "TlsIdentity[…]";
    }

    private static List<MatchResult> blocks(String field, String text, String label, int most) {
        if (text.length() > LONGEST) {
            throw refused(
                    field, "This is longer than " + LONGEST + " characters: it cannot be what is asked for here.");
        }
        var blocks = BLOCK.matcher(text).results().toList();
        if (blocks.isEmpty()
                || blocks.stream().anyMatch(block -> !block.group("label").equals(label))) {
            throw refused(field, expected(label));
        }
        if (blocks.size() > most) {
            throw refused(field, "At most " + most + " of them, please; these are " + blocks.size() + ".");
        }
        return blocks;
    }

    private static String expected(String label) {
        return label.equals(KEY)
                ? "A private key in PEM without a passphrase is asked for, beginning with -----BEGIN PRIVATE KEY-----."
                        + " Others are turned into one by: openssl pkcs8 -topk8 -nocrypt -in key.pem"
                : "A certificate in PEM is asked for, beginning with -----BEGIN CERTIFICATE-----, and nothing else.";
    }

    private static X509Certificate certificate(String field, MatchResult block) {
        try {
            var bytes = text(List.of(block)).getBytes(StandardCharsets.US_ASCII);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
        } catch (GeneralSecurityException e) {
            throw refused(field, "This certificate cannot be read.");
        }
    }

    private static void current(String field, X509Certificate certificate, Instant now) {
        if (certificate.getNotAfter().toInstant().isBefore(now)) {
            throw refused(
                    field,
                    "The certificate of "
                            + certificate.getSubjectX500Principal().getName() + " is over since "
                            + certificate.getNotAfter().toInstant() + ". Give a newer one.");
        }
    }

    /** By signing something and looking whether the certificate's key takes it. */
    private static boolean belongs(MatchResult key, PublicKey certified) {
        try {
            var secret = privateKey(key, certified.getAlgorithm());
            var signature = Signature.getInstance(
                    switch (certified.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> certified.getAlgorithm();
                    });
            signature.initSign(secret);
            signature.update(new byte[] {1});
            var signed = signature.sign();
            signature.initVerify(certified);
            signature.update(new byte[] {1});
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static PrivateKey privateKey(MatchResult block, String algorithm) throws GeneralSecurityException {
        try {
            var bytes = Base64.getMimeDecoder().decode(block.group("body"));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** Written anew: what is kept is these blocks and nothing around them. */
    private static String text(List<MatchResult> blocks) {
        return blocks.stream()
                .map(block -> "-----BEGIN " + block.group("label") + "-----\n"
                        + block.group("body").strip().replaceAll("\\s+", "\n") + "\n-----END " + block.group("label")
                        + "-----\n")
                .collect(Collectors.joining());
    }

    private static InvalidRequest refused(String field, String sentence) {
        return new InvalidRequest("host-certificate", field, sentence);
    }
}
