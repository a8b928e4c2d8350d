package dev.slipway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.Unavailable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.UUID;
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

    private SecretSeal seal(String key) {
        return new SecretSeal(new SecretSettings(key, null), state);
    }
}
