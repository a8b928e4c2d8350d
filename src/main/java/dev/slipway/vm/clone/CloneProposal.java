package dev.slipway.vm.clone;

import java.util.List;
import java.util.Optional;

/**
 * What a clone of a VM would be like.
 *
 * @param name what it could be called, whether that is free or not
 * @param stays what of the VM is in its clones, and what is not
 * @param running what it means that its disk would be copied while it runs; empty if it is not running
 */
public record CloneProposal(String name, List<String> stays, Optional<String> running) {}
