/**
 * Launches that wait for a request for quota to be decided. Invariant: what was approved is launched once, with the rights
 * that its person has by then.
 */
@NamedInterface("plan")
@NullMarked
package dev.slipway.vm.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
