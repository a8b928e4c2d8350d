package dev.slipway.network;

import dev.slipway.host.SeenMacs;
import dev.slipway.kernel.NoCapacity;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Draws hardware addresses for VMs out of Slipway's own range. */
@Component
@EnableConfigurationProperties(NetworkProperties.class)
public class MacAddresses {
    private static final int BYTES = 6;
    private static final int ATTEMPTS = 200;

    private final String prefix;
    private final SeenMacs seen;
    private final SecureRandom random = new SecureRandom();

    MacAddresses(NetworkProperties properties, SeenMacs seen) {
        this.prefix = properties.macPrefix();
        this.seen = seen;
    }

    /** One that was seen at no host. That no other VM has it is for whoever writes it down to find out. */
    public String draw() {
        for (int i = 0; i < ATTEMPTS; i++) {
            var bytes = new byte[BYTES - (prefix.length() + 1) / 3];
            random.nextBytes(bytes);
            var mac = prefix + ":" + HexFormat.ofDelimiter(":").formatHex(bytes);
            if (!seen.isSeen(mac)) {
                return mac;
            }
        }
        throw exhausted();
    }

    public NoCapacity exhausted() {
        return new NoCapacity(
                "macs-exhausted",
                "Hardware addresses that begin with " + prefix
                        + " are used up. An administrator must choose a shorter or"
                        + " another slipway.network.mac-prefix.");
    }
}
