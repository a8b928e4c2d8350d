/**
 * How it gets to people outside the portal: durable deliveries by e-mail and webhook, taken by one node at a time, tried again
 * with growing pauses, and ended with a reason. Invariant: what arrives twice has the same id.
 */
@NamedInterface("delivery")
@NullMarked
package dev.slipway.notice.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
