package dev.slipway.identity;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param key 32 bytes in Base64, the same on all nodes; if it is not given, one is made and kept in {@code keyFile}
 * @param keyFile where, if not in the portal's state
 * @param oldKeys keys of before, which still open what they sealed
 */
@ConfigurationProperties("slipway.secrets")
record SecretSettings(
        @Nullable String key,
        @Nullable Path keyFile,
        @DefaultValue List<String> oldKeys) {
    @Override
    public String toString() {
        return "SecretSettings[…]";
    }
}
