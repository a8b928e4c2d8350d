package dev.slipway.hypervisor;

import static dev.slipway.testing.TlsSamples.CERTIFICATE;
import static dev.slipway.testing.TlsSamples.KEY;
import static dev.slipway.testing.TlsSamples.OTHER_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.InvalidRequest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TlsIdentityTest {
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

    @Test
    void readsWhatIsRightAndKeepsNothingAroundIt() {
        var noise = "subject=/CN=other\nBag Attributes\n";
        var identity = TlsIdentity.read(noise + CERTIFICATE + CERTIFICATE, noise + CERTIFICATE, noise + KEY, NOW);

        assertThat(identity.bundle()).doesNotContain("Bag");
        assertThat(TlsIdentity.of(identity.bundle())).isEqualTo(identity);
        assertThat(identity.authority()).isEqualTo(CERTIFICATE + CERTIFICATE);
        assertThat(identity.key()).isEqualTo(KEY);
        assertThat(identity.shown()).isEqualTo("CN=other, until 2126-11-02");
        assertThat(identity.toString()).doesNotContain("MIG");
    }

    @Test
    void refusesEachFieldThatIsSomethingElse() {
        for (var wrong : List.of(
                "",
                "qemu",
                KEY,
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                CERTIFICATE.substring(0, 300),
                "x".repeat(100_000))) {
            refused("authority", wrong, CERTIFICATE, KEY);
            refused("certificate", CERTIFICATE, wrong, KEY);
        }
        refused("certificate", CERTIFICATE, CERTIFICATE + CERTIFICATE, KEY);
        refused("authority", CERTIFICATE.repeat(21), CERTIFICATE, KEY);
        refused("certificateKey", CERTIFICATE, CERTIFICATE, CERTIFICATE);
        refused(
                "certificateKey",
                CERTIFICATE,
                CERTIFICATE,
                "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----");
        refused("certificateKey", CERTIFICATE, CERTIFICATE, KEY.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"));
    }

    @Test
    void refusesTheKeyOfAnother() {
        assertThatThrownBy(() -> TlsIdentity.read(CERTIFICATE, CERTIFICATE, OTHER_KEY, NOW))
                .hasMessageContaining("not the key");
    }

    @Test
    void refusesACertificateThatIsOver() {
        assertThatThrownBy(() -> TlsIdentity.read(CERTIFICATE, CERTIFICATE, KEY, Instant.parse("2127-01-01T00:00:00Z")))
                .hasMessageContaining("is over since 2126");
    }

    private static void refused(String field, String authority, String certificate, String key) {
        assertThatThrownBy(() -> TlsIdentity.read(authority, certificate, key, NOW))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo(field));
    }
}
