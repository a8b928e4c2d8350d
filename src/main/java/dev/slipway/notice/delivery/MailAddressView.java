package dev.slipway.notice.delivery;

import java.util.List;
import java.util.Optional;

/**
 * Where a person reads e-mail.
 *
 * @param offered whether the portal sends any
 * @param wanted waits for the code that was sent there
 * @param latest the latest mails, the newest first
 */
public record MailAddressView(
        boolean offered, Optional<String> address, Optional<String> wanted, List<DeliveryView> latest) {
    public static final String NOT_OFFERED =
            "This portal sends no e-mail. An administrator of the portal can set up a mail server for it.";

    public MailAddressView {
        latest = List.copyOf(latest);
    }
}
