package dev.slipway.notice.delivery;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The server that takes our mails.
 *
 * @param host none = no mails are sent
 * @param username none = it asks nobody who they are
 * @param from whom mails are from, such as {@code Slipway <slipway@example.org>}
 */
@ConfigurationProperties("slipway.mail")
record MailSettings(
        @Nullable String host,
        @DefaultValue("587") int port,
        @Nullable String username,
        @Nullable String password,
        @Nullable String from,
        @DefaultValue("STARTTLS") Security security) {
    enum Security {
        /** In clear until the server has proved who it is; without that nothing is sent. */
        STARTTLS,
        TLS,
        /** In clear: for a server on this machine. */
        NONE
    }

    @Override
    public String toString() {
        return "MailSettings[host=" + host + ", port=" + port + ", from=" + from + "]";
    }
}
