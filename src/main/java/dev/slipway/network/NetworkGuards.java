package dev.slipway.network;

import dev.slipway.hypervisor.DomainSpec.Filter;
import dev.slipway.kernel.NetworkId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What guests on a network are held to. */
@Component
public class NetworkGuards {
    private final NetworkTable table;

    NetworkGuards(NetworkTable table) {
        this.table = table;
    }

    public boolean isFiltered(NetworkId network) {
        return table.find(network).filter(NetworkView::filtered).isPresent();
    }

    /** @param reserved the addresses that a guest has out of pools; without any, only its hardware address is known */
    public Optional<Filter> of(NetworkId network, List<String> reserved) {
        return isFiltered(network) ? Optional.of(new Filter(reserved)) : Optional.empty();
    }
}
