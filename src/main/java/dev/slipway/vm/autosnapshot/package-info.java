/**
 * Snapshots that are taken by themselves, and of which only the newest stay. Invariants: the new one is there before an old
 * one goes; nothing is ever deleted that a person took.
 */
@NamedInterface("autosnapshot")
@NullMarked
package dev.slipway.vm.autosnapshot;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
