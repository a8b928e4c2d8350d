package dev.slipway.api;

import dev.slipway.host.HostNetwork;
import dev.slipway.host.HostState;
import dev.slipway.host.HostWiring;
import dev.slipway.network.AddressView;
import dev.slipway.network.HostOffer;
import dev.slipway.network.NetworkDraft;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.NetworkUser;
import dev.slipway.network.NetworkView;
import dev.slipway.network.PoolDraft;
import dev.slipway.network.PoolView;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Networks and addresses as JSON. */
final class NetworkBodies {
    private NetworkBodies() {}

    /** @param onHosts what it is called on hosts; null, as is what follows, for those who only launch on it */
    record NetworkBody(
            String id,
            String name,
            String description,
            @Nullable NetworkKind kind,
            @Nullable String onHosts,
            @Nullable String source,
            @Nullable Integer vlan,
            @Nullable String subnet,
            @Nullable Boolean filtered,
            @Nullable Boolean restricted) {
        static NetworkBody of(NetworkView n) {
            return new NetworkBody(
                    n.id().toString(), n.name(), n.description(), null, null, null, null, null, null, null);
        }

        static NetworkBody whole(NetworkView n) {
            return new NetworkBody(
                    n.id().toString(),
                    n.name(),
                    n.description(),
                    n.kind(),
                    n.onHosts().name(),
                    n.source(),
                    n.vlan().orElse(null),
                    n.subnet().orElse(null),
                    n.filtered(),
                    n.restricted());
        }
    }

    /**
     * @param source the bridge's or libvirt network's name on hosts; absent for NAT and ISOLATED
     * @param subnet for NAT and ISOLATED
     * @param filtered whether guests are held to their own addresses; absent = yes
     */
    record NewNetworkBody(
            @Nullable String name,
            @Nullable String description,
            @Nullable NetworkKind kind,
            @Nullable String source,
            @Nullable Integer vlan,
            @Nullable String subnet,
            @Nullable Boolean filtered) {
        NetworkDraft draft() {
            return new NetworkDraft(
                    Fields.need("name", name),
                    description == null ? "" : description,
                    Fields.present("kind", kind),
                    source == null ? "" : source,
                    Optional.ofNullable(vlan),
                    Optional.ofNullable(subnet),
                    !Boolean.FALSE.equals(filtered));
        }
    }

    record TenantsBody(
            @Nullable Boolean restricted, @Nullable List<@Nullable String> tenants) {}

    record HostOfferBody(String host, String name, HostState state, boolean offers, String words) {
        static HostOfferBody of(HostOffer o) {
            return new HostOfferBody(o.host().toString(), o.name(), o.state(), o.offers(), o.words());
        }
    }

    record NetworkUserBody(String vm, String name, String place, String mac, List<String> reservedAddresses) {
        static NetworkUserBody of(NetworkUser u) {
            return new NetworkUserBody(u.vm().toString(), u.name(), u.place(), u.mac(), u.reserved());
        }
    }

    /** @param ranges what is given out, such as {@code 10.0.0.10-10.0.0.99, 10.0.0.120}; absent = all that can be */
    record NewPoolBody(
            @Nullable String cidr,
            @Nullable String gateway,
            @Nullable List<String> dns,
            @Nullable String ranges) {
        PoolDraft draft() {
            return new PoolDraft(
                    Fields.need("cidr", cidr),
                    Optional.ofNullable(gateway),
                    dns == null ? "" : String.join(" ", dns),
                    ranges == null ? "" : ranges);
        }
    }

    record PoolBody(
            String id,
            String cidr,
            @Nullable String gateway,
            List<String> dns,
            String ranges,
            long used,
            BigInteger size) {
        static PoolBody of(PoolView p) {
            return new PoolBody(
                    p.id().toString(), p.cidr(), p.gateway().orElse(null), p.dns(), p.ranges(), p.used(), p.size());
        }
    }

    record AddressBody(
            String address,
            String pool,
            Instant since,
            @Nullable NetworkUserBody vm) {
        static AddressBody of(AddressView a) {
            return new AddressBody(
                    a.address(),
                    a.pool().toString(),
                    a.since(),
                    a.vm().map(NetworkUserBody::of).orElse(null));
        }
    }

    record WireBody(String kind, String name, String about, boolean ready) {
        static WireBody of(HostNetwork w) {
            return new WireBody(w.isBridge() ? "BRIDGE" : "LIBVIRT_NETWORK", w.name(), w.about(), w.ready());
        }
    }

    /** @param filtersGuests null until it was tried */
    record HostNetworksBody(
            List<WireBody> networks,
            List<String> interfaces,
            @Nullable Boolean filtersGuests) {
        static HostNetworksBody of(HostWiring w) {
            return new HostNetworksBody(
                    w.networks().stream().map(WireBody::of).toList(),
                    w.interfaces(),
                    w.filtersGuests().orElse(null));
        }
    }
}
