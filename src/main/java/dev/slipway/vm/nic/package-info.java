/**
 * Network cards of VMs: the one that each is launched with, and those that come and go besides. Invariant: a card is in the
 * books from before it is on a host until after it is there no more, so nobody else is given its hardware address meanwhile.
 */
@NamedInterface("nic")
@NullMarked
package dev.slipway.vm.nic;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
