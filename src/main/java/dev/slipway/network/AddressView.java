package dev.slipway.network;

import dev.slipway.kernel.AddressPoolId;
import java.time.Instant;
import java.util.Optional;

/** An address that is in use. @param vm whose it is, if whoever asks may see that */
public record AddressView(String address, AddressPoolId pool, Instant since, Optional<NetworkUser> vm) {}
