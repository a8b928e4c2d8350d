package dev.slipway.vm.clone;

import dev.slipway.kernel.VmId;
import java.util.Optional;
import java.util.UUID;

/**
 * A VM whose disk is lent to clones of it.
 *
 * @param id also that of the copy on its host, if it runs
 * @param live whether its disk is copied while it runs
 * @param ready whether the clones may read
 * @param ended whether they may not any more
 * @param failure why they never could
 */
record Loan(UUID id, VmId source, boolean live, boolean ready, boolean ended, Optional<String> failure) {}
