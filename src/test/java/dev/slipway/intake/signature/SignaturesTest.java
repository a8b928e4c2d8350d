package dev.slipway.intake.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.kernel.InvalidRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private static final Instant NOW = Instant.now().plusSeconds(1);
    private static final byte[] FILE = "what the maker made".getBytes(UTF_8);
    private static final byte[] OTHER = "what somebody else made".getBytes(UTF_8);

    private final TestSigner maker = new TestSigner("A maker <images@maker.example>");

    @Test
    void believesWhatTheMakerSigned() throws IOException {
        var key = MakersKey.parse(maker.publicKey());
        var signed = Signatures.parse(maker.sign(FILE)).verify(new ByteArrayInputStream(FILE), key, NOW);
        assertThat(signed.fingerprint()).isEqualTo(key.fingerprint()).matches("[0-9A-F]{40}");
        assertThat(signed.at()).isCloseTo(NOW, org.assertj.core.api.Assertions.within(1, ChronoUnit.MINUTES));
        assertThat(key.owner()).isEqualTo("A maker <images@maker.example>");
        assertThat(key.expires(NOW)).isEmpty();
        assertThat(key.whyUnfit(NOW)).isEmpty();
    }

    @Test
    void refusesAnotherFile() {
        refused("signature-wrong", () -> verify(maker.sign(FILE), OTHER, maker));
    }

    @Test
    void refusesAnotherKey() {
        refused("signature-other-key", () -> verify(new TestSigner("Mallory").sign(FILE), FILE, maker));
    }

    /** As where a maker changes from one key to the next. */
    @Test
    void takesOneOfSeveral() throws IOException {
        var both = new ByteArrayOutputStream();
        for (byte[] one : new byte[][] {new TestSigner("The old one").sign(FILE), maker.sign(FILE)}) {
            try (var in = org.bouncycastle.openpgp.PGPUtil.getDecoderStream(new ByteArrayInputStream(one))) {
                in.transferTo(both);
            }
        }
        assertThat(verify(both.toByteArray(), FILE, maker)).isNotNull();
    }

    @Test
    void refusesDigestsThatCanBeForged() {
        for (int weak : new int[] {HashAlgorithmTags.MD5, HashAlgorithmTags.SHA1, HashAlgorithmTags.RIPEMD160}) {
            refused("signature-weak", () -> verify(maker.sign(FILE, weak, NOW.minusSeconds(60)), FILE, maker));
        }
    }

    @Test
    void refusesAKeyThatHasExpired() {
        var expired = new TestSigner("Late", Duration.ofDays(364));
        assertThat(refused("signing-key-unfit", () -> verify(expired.sign(FILE), FILE, expired)))
                .contains("has expired on 20");
        refused("signing-key-unfit", () -> MakersKey.parse(expired.publicKey()).requireFit(NOW));
        var living = new TestSigner("Living", Duration.ofDays(366));
        assertThat(MakersKey.parse(living.publicKey()).expires(NOW).orElseThrow())
                .isAfter(NOW);
        assertThat(MakersKey.parse(living.publicKey()).whyUnfit(NOW)).isEmpty();
    }

    @Test
    void refusesAKeyThatWasRevoked() {
        byte[] before = maker.sign(FILE);
        assertThat(refused("signing-key-unfit", () -> verify(before, FILE, maker.revoked())))
                .contains("was revoked by its owner");
    }

    @Test
    void refusesWhatIsOfTomorrow() {
        refused(
                "signature-unfit",
                () -> verify(maker.sign(FILE, HashAlgorithmTags.SHA256, NOW.plus(Duration.ofDays(1))), FILE, maker));
    }

    @Test
    void refusesWhatIsNoSignature() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(maker.sign(FILE));
        }
        byte[][] garbage = {
            {},
            {(byte) 0x80},
            {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff},
            "<!DOCTYPE html><p>Not found".getBytes(UTF_8),
            maker.publicKey().getBytes(UTF_8),
            packed.toByteArray(),
            new byte[Signatures.LONGEST + 1],
            "-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----\n".getBytes(UTF_8),
        };
        for (byte[] bad : garbage) {
            refused("signature-unreadable", () -> verify(bad, FILE, maker));
        }
    }

    /** A packet of a few bytes that says to be of two gigabytes, in each of its lengths. */
    @Test
    void takesNoMemoryForLengthsThatAreSaidOnly() {
        byte[][] huge = {
            {(byte) 0xc2, (byte) 0xff, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 4, 0, 27, 10},
            {
                (byte) 0xc2,
                20,
                6,
                0,
                27,
                10,
                0x7f,
                (byte) 0xff,
                (byte) 0xff,
                (byte) 0xf0,
                1,
                2,
                3,
                4,
                5,
                6,
                7,
                8,
                9,
                10,
                11,
                12
            },
            {
                (byte) 0xc2,
                20,
                4,
                0,
                27,
                10,
                0,
                6,
                (byte) 0xff,
                0x7f,
                (byte) 0xff,
                (byte) 0xff,
                (byte) 0xff,
                2,
                0,
                0,
                1,
                2,
                3,
                4,
                5,
                6
            },
        };
        var memory = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        for (byte[] lie : huge) {
            long before = memory.getCurrentThreadAllocatedBytes();
            refused("signature-unreadable", () -> verify(lie, FILE, maker));
            assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(64L * 1024 * 1024);
        }
    }

    /** Whatever is changed in a signature or a key: it is refused with a sentence, or it changed nothing that matters. */
    @Test
    void survivesEveryByteOfASignatureAndAKey() throws IOException {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        byte[] signature = binary(maker.sign(FILE));
        byte[] key = binary(maker.publicKey().getBytes(US_ASCII));
        for (int i = 0; i < 1500; i++) {
            byte[] broken = (i % 2 == 0 ? signature : key).clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            boolean ofKey = i % 2 == 1;
            Throwable thrown = catchThrowable(() -> {
                if (ofKey) {
                    verify(signature, OTHER, MakersKey.parse(armoured(broken)));
                } else {
                    verify(broken, OTHER, MakersKey.parse(maker.publicKey()));
                }
            });
            assertThat(thrown).as("seed %s, round %s", seed, i).isInstanceOf(InvalidRequest.class);
        }
    }

    @Test
    void refusesWhatIsNoPublicKey() {
        assertThat(refused("signing-key-unreadable", () -> MakersKey.parse(maker.privateKey())))
                .contains("private key");
        String two = maker.publicKey() + "\n" + new TestSigner("Another").publicKey();
        assertThat(refused("signing-key-unreadable", () -> MakersKey.parse(two)))
                .contains("several keys");
        for (String bad : new String[] {
            "",
            "ssh-ed25519 AAAA",
            "-----BEGIN PGP PUBLIC KEY BLOCK-----",
            maker.publicKey().substring(0, maker.publicKey().length() / 2),
            "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n" + "A".repeat(MakersKey.LONGEST),
            new String(maker.sign(FILE), US_ASCII).replace("SIGNATURE", "PUBLIC KEY BLOCK")
        }) {
            refused("signing-key-unreadable", () -> MakersKey.parse(bad));
        }
    }

    @Test
    void readsATextThatIsSignedInItself() {
        String text = "abc  disk.raw\n\ndef  other";
        byte[] whole = maker.clearSign(text).getBytes(UTF_8);
        var signed = ClearSigned.parse(whole);
        assertThat(signed.verify(MakersKey.parse(maker.publicKey()), NOW)).isNotNull();
        assertThat(signed.text()).isEqualTo(text);
        byte[] windows = maker.clearSign(text).replace("\n", " \t\r\n").getBytes(UTF_8);
        assertThat(windows).isNotEqualTo(whole);
        var changed =
                ClearSigned.parse(maker.clearSign(text).replace("abc", "abd").getBytes(UTF_8));
        refused("signature-wrong", () -> changed.verify(MakersKey.parse(maker.publicKey()), NOW));
    }

    /** What is around or between could be taken for a part of the text, and is none. */
    @Test
    void refusesWhatIsNotSignedAsAWhole() {
        String whole = maker.clearSign("abc  disk.raw");
        for (String bad : new String[] {
            "abc  disk.raw\n",
            "evil  disk.raw\n" + whole,
            whole + "evil  disk.raw\n",
            whole + whole,
            whole.replace("Hash: SHA256", "Hash: SHA256\nevil  disk.raw"),
            whole.replace("-----BEGIN PGP SIGNATURE-----", ""),
        }) {
            refused("signature-missing", () -> ClearSigned.parse(bad.getBytes(UTF_8)));
        }
    }

    /** Made by GnuPG 2.2: a key that only certifies, and one below it that signs. */
    @Test
    void readsWhatGnuPgWrites() throws IOException {
        var key = MakersKey.parse(new String(file("kiosk.asc"), US_ASCII));
        byte[] sums = file("SUMS");
        assertThat(key.owner()).isEqualTo("Kiosk images <images@kiosk.example>");
        assertThat(verify(file("SUMS.sig"), sums, key).at()).isEqualTo("2025-01-10T12:00:00Z");
        refused("signature-weak", () -> verify(file("SUMS.sha1.asc"), sums, key));
        var signed = ClearSigned.parse(file("SUMS.clearsigned"));
        assertThat(signed.verify(key, NOW).fingerprint()).isEqualTo(key.fingerprint());
        assertThat(signed.text()).endsWith("7  disk.raw\n- dashed line\nlast");
    }

    private static byte[] file(String name) throws IOException {
        try (var in = SignaturesTest.class.getResourceAsStream("/openpgp/" + name)) {
            return in.readAllBytes();
        }
    }

    private static byte[] binary(byte[] armoured) throws IOException {
        try (var in = org.bouncycastle.openpgp.PGPUtil.getDecoderStream(new ByteArrayInputStream(armoured))) {
            return in.readAllBytes();
        }
    }

    private static String armoured(byte[] key) {
        return "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n"
                + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                + "\n-----END PGP PUBLIC KEY BLOCK-----\n";
    }

    private static Signed verify(byte[] signature, byte[] content, TestSigner maker) throws IOException {
        return verify(signature, content, MakersKey.parse(maker.publicKey()));
    }

    private static Signed verify(byte[] signature, byte[] content, MakersKey key) throws IOException {
        return Signatures.parse(signature).verify(new ByteArrayInputStream(content), key, NOW);
    }

    private static String refused(String code, ThrowingCallable what) {
        var thrown = catchThrowable(what);
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        e -> assertThat(e.code()).as(e.sentence()).isEqualTo(code));
        return thrown.getMessage();
    }
}
