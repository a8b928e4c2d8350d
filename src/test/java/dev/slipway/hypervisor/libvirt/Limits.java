package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HostSecrets;
import java.time.Duration;

/** The defaults, and shorter ones for hosts that hang. */
final class Limits {
    private Limits() {}

    static LibvirtProperties ordinary() {
        return within(Duration.ofSeconds(15));
    }

    static final HostSecrets NO_SECRETS = credential -> {
        throw new AssertionError("nobody needs a secret here");
    };

    static LibvirtProperties within(Duration query) {
        return new LibvirtProperties(
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                query,
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                Duration.ofSeconds(6),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofMillis(200),
                8,
                3,
                true);
    }
}
