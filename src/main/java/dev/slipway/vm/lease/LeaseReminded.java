package dev.slipway.vm.lease;

import dev.slipway.identity.Scope;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import java.time.Instant;
import java.util.Optional;

/**
 * A VM's lease has come to a stage, for whoever tells people. Published in the transaction that writes the stage down, so
 * once for each, on whatever node.
 *
 * @param owner whose it is now
 * @param binAt when it goes to the recycle bin, once it is over
 */
public record LeaseReminded(
        VmId vm,
        String name,
        Scope scope,
        UserId owner,
        LeaseStage stage,
        Instant endsAt,
        Optional<Instant> binAt,
        Instant at) {}
