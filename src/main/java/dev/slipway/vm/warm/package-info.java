/**
 * VMs that wait for whoever launches such a one next. Invariant: the platform pays for one until it is handed over, and its
 * taker from that moment.
 */
@NamedInterface("warm")
@NullMarked
package dev.slipway.vm.warm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
