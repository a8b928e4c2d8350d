/**
 * On which days and hours VMs are on. Invariants: a change is made late only if it still is what the week says; whoever turns
 * a VM on or off between two changes is right until the next.
 */
@NamedInterface("schedule")
@NullMarked
package dev.slipway.vm.schedule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
