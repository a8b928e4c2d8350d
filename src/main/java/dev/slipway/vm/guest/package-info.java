/**
 * Ways into the guest for whoever has lost theirs. Invariant: a password that a guest has been given is kept by nobody.
 */
@NamedInterface("guest")
@NullMarked
package dev.slipway.vm.guest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
