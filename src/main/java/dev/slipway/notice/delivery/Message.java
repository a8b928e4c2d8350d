package dev.slipway.notice.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody is told.
 *
 * @param type for programs, such as {@code vm.stopped}
 * @param title one line
 * @param path where in the portal to look
 */
public record Message(String type, String title, String text, Optional<String> path, Instant at) {}
