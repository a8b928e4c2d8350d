package dev.slipway.vm.resize;

import java.util.Optional;

/**
 * The disk that a VM starts from.
 *
 * @param note what is left to be done in its guest, if anything is
 */
public record OwnDiskView(long sizeMib, Optional<String> note) {}
