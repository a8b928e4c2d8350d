package dev.slipway.vm.nic;

import dev.slipway.kernel.NetworkId;
import java.util.Optional;

/** A network that a VM's project may use. @param refused why no network card of that VM can be put on it; empty if one can */
public record NicNetwork(NetworkId id, String name, String description, Optional<String> refused) {}
