package dev.slipway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.Unavailable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretSealTest {
    private static final byte[] SECRET = "twenty bytes of it..".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path state;

    @Test
    void opensForItsOwnerWithTheKeyOfTheStateOnly() throws Exception {
        UUID owner = UUID.randomUUID();
        byte[] sealed = seal(null).seal(SECRET, owner);

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("twenty");
        assertThat(seal(null).open(sealed, owner))
                .as("another node with the same state")
                .isEqualTo(SECRET);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("secrets.key"))))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> seal(null).open(sealed, UUID.randomUUID())).isInstanceOf(Unavailable.class);
        String other = Base64.getEncoder().encodeToString(new byte[32]);
        assertThatThrownBy(() -> seal(other).open(sealed, owner)).isInstanceOf(Unavailable.class);
    }

    @Test
    void refusesAKeyOfAnotherLength() {
        assertThatThrownBy(() -> seal(Base64.getEncoder().encodeToString(new byte[16])))
                .hasMessageContaining("openssl rand -base64 32");
    }

    @Test
    void anotherKeyComesIntoUseWhileTheOldOneStillOpens() {
        UUID owner = UUID.randomUUID();
        String old = Base64.getEncoder().encodeToString(new byte[32]);
        byte[] sealedBefore = seal(old).seal(SECRET, owner);
        SecretSeal both = new SecretSeal(new SecretSettings(null, null, List.of(old)), state);

        assertThat(both.open(sealedBefore, owner)).isEqualTo(SECRET);
        assertThat(seal(null).open(both.seal(SECRET, owner), owner))
                .as("sealed with the new one")
                .isEqualTo(SECRET);
        assertThatThrownBy(() -> seal(old).open(both.seal(SECRET, owner), owner))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void opensWhatWasSealedBeforeSecretsNamedTheirKey() throws Exception {
        UUID owner = UUID.randomUUID();
        byte[] nonce = new byte[12];
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[32], "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(ByteBuffer.allocate(16)
                .putLong(owner.getMostSignificantBits())
                .putLong(owner.getLeastSignificantBits())
                .array());
        byte[] sealed = cipher.doFinal(SECRET);
        byte[] whole =
                ByteBuffer.allocate(12 + sealed.length).put(nonce).put(sealed).array();

        assertThat(seal(Base64.getEncoder().encodeToString(new byte[32])).open(whole, owner))
                .isEqualTo(SECRET);
    }

    private SecretSeal seal(String key) {
        return new SecretSeal(new SecretSettings(key, null, List.of()), state);
    }
}
