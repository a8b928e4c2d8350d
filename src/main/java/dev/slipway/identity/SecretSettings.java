package dev.slipway.identity;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param key 32 bytes in Base64, the same on all nodes; if it is not given, one is made and kept in {@code keyFile}
 * @param keyFile where, if not in the portal's state
 */
@ConfigurationProperties("slipway.secrets")
record SecretSettings(@Nullable String key, @Nullable Path keyFile) {
    @Override
    public String toString() {
        return "SecretSettings[…]";
    }
}
