package dev.slipway.notice;

import dev.slipway.kernel.NotificationId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a person was told.
 *
 * @param path where in the portal to look, such as {@code vms/…}; empty if there is nothing to look at
 */
public record NotificationView(
        NotificationId id,
        NoticeKind kind,
        String title,
        String text,
        Optional<String> path,
        Instant at,
        boolean read) {}
