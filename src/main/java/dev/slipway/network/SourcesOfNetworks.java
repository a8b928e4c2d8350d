package dev.slipway.network;

import dev.slipway.host.NetworkSource;
import dev.slipway.host.WantedNetworks;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What hosts should have; what the portal makes itself is not asked for. */
@Component
class SourcesOfNetworks implements WantedNetworks {
    private final NetworkTable table;

    SourcesOfNetworks(NetworkTable table) {
        this.table = table;
    }

    @Override
    public Set<NetworkSource> wanted() {
        return table.all().stream()
                .filter(network -> !network.kind().isMade())
                .map(NetworkView::onHosts)
                .collect(Collectors.toSet());
    }
}
