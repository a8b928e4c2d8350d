/**
 * Asking for more than a limit allows, and deciding about it. Invariant: a request is decided once, and what it raises is
 * raised in the transaction that approves it.
 */
@NamedInterface("request")
@NullMarked
package dev.slipway.quota.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
