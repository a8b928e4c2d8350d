package dev.slipway.intake;

import dev.slipway.kernel.PoolId;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A volume in a host's pool, written as the address of a file: {@code pool://POOL/VOLUME}. No person gets to give such an address. */
record VolumeAddress(PoolId pool, String volume) {
    private static final String SCHEME = "pool://";

    static Optional<VolumeAddress> parse(String url) {
        if (!url.startsWith(SCHEME)) {
            return Optional.empty();
        }
        String[] parts = url.substring(SCHEME.length()).split("/", 2);
        return Optional.of(
                new VolumeAddress(PoolId.parse(parts[0]), URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return SCHEME + pool + "/" + URLEncoder.encode(volume, StandardCharsets.UTF_8);
    }
}
