/**
 * What the verbs share: how one begins and ends, the steps that several take on a host, and where a VM and its things are
 * there. Invariant: whatever is done on a host may be done twice.
 */
@NullMarked
package dev.slipway.vm.work;

import org.jspecify.annotations.NullMarked;
