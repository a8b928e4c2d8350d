package dev.slipway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.InvalidRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys made by the real ssh-keygen, and ways in which people paste something else. */
class SshPublicKeyTest {
    private static final String ED25519 = SshPublicKeyTestKeys.ED25519;

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({"ed25519,256", "ecdsa,256", "ecdsa,384", "ecdsa,521", "rsa,2048", "rsa,4096"})
    void takesWhatSshKeygenMakesAndPrintsTheSameFingerprint(String type, int bits) throws Exception {
        Path file = keygen(type, bits);
        String line = Files.readString(Path.of(file + ".pub")).strip();

        SshPublicKey key = SshPublicKey.parse(line + "\n");

        assertThat(key.line()).isEqualTo(line);
        assertThat(key.comment()).isEqualTo("ada's laptop");
        assertThat(output("ssh-keygen", "-l", "-f", file + ".pub")).contains(" " + key.fingerprint() + " ");
    }

    @Test
    void refusesAPrivateKeyWithThatWord() throws Exception {
        String secret = Files.readString(keygen("ed25519", 256));
        assertThatThrownBy(() -> SshPublicKey.parse(secret))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("private key")
                .extracting(e -> ((InvalidRequest) e).code())
                .isEqualTo("private-key");
    }

    @Test
    void refusesWeakRsaSayingHowWeak() throws Exception {
        String weak = Files.readString(Path.of(keygen("rsa", 1024) + ".pub"));
        assertThatThrownBy(() -> SshPublicKey.parse(weak)).hasMessageContaining("this has 1024");
    }

    @Test
    void refusesOptionsSinceTheyWouldRunInTheGuest() {
        assertThatThrownBy(() -> SshPublicKey.parse("command=\"rm -rf /\" " + ED25519))
                .hasMessageContaining("Options");
    }

    @Test
    void refusesASecondLineThatWouldAddAnotherKey() {
        assertThatThrownBy(() -> SshPublicKey.parse(ED25519 + "\n" + ED25519)).hasMessageContaining("one line");
    }

    @Test
    void refusesEveryTruncation() {
        String key = ED25519.split(" ")[1];
        for (int length = 0; length < key.length(); length++) {
            String cut = "ssh-ed25519 " + key.substring(0, length);
            assertThatThrownBy(() -> SshPublicKey.parse(cut)).as(cut).isInstanceOf(InvalidRequest.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',Paste a public key",
        "hello world,no public SSH key",
        "ssh-dss AAAA,DSA keys",
        "ssh-ed25519-cert-v01@openssh.com AAAA,certificate",
        "---- BEGIN SSH2 PUBLIC KEY ----,ssh-keygen -i",
        "PuTTY-User-Key-File-3: ssh-ed25519,private key",
        "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIDCxKPXEbo3JR/0+7SHTKYTv5rKEmyXR2cTKU2h7K8PZ,damaged",
        "ssh-rsa ////////,damaged"
    })
    void refusesWithASentenceThatHelps(String text, String words) {
        assertThatThrownBy(() -> SshPublicKey.parse(text))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining(words);
    }

    private Path keygen(String type, int bits) throws Exception {
        Path file = dir.resolve(type + bits);
        output("ssh-keygen", "-q", "-t", type, "-b", "" + bits, "-N", "", "-C", "ada's laptop", "-f", file.toString());
        return file;
    }

    private static String output(String... command) throws Exception {
        Process p =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String text = new String(p.getInputStream().readAllBytes());
        assertThat(p.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(p.exitValue()).as(text).isZero();
        return text;
    }
}
