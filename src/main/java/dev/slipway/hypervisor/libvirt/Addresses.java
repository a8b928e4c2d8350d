package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.NativeLibvirt.LIBVIRT;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.DomainInterface;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.NativeHandles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A guest's addresses: from the host's DHCP leases, else from the guest's own agent. */
final class Addresses {
    private static final Logger log = LoggerFactory.getLogger(Addresses.class);
    private static final int LEASE = 0;
    private static final int AGENT = 1;

    private Addresses() {}

    static List<String> of(Connect connect, UUID id, Duration patience) throws LibvirtException {
        return Lookup.domain(connect, id, domain -> domain.isActive() == 0 ? List.of() : of(domain, patience));
    }

    private static List<String> of(Domain domain, Duration patience) throws LibvirtException {
        var leased = known(domain, LEASE);
        if (!leased.isEmpty()) {
            return leased;
        }
        // The wait for an agent is for ever by default.
        LIBVIRT.virDomainAgentSetResponseTimeout(NativeHandles.of(domain), Math.toIntExact(patience.toSeconds()), 0);
        return known(domain, AGENT);
    }

    /** No lease, no agent, or one that does not answer: nothing is known yet. */
    private static List<String> known(Domain domain, int source) throws LibvirtException {
        try {
            return usable(domain.interfaceAddresses(source, 0));
        } catch (LibvirtException e) {
            if (LibvirtErrors.is(e, ErrorNumber.VIR_ERR_NO_DOMAIN)) {
                throw e;
            }
            log.debug("No addresses from source {}: {}", source, e.getMessage());
            return List.of();
        } catch (IllegalStateException e) {
            log.debug("No addresses from source {}: {}", source, e.getMessage());
            return List.of();
        }
    }

    private static List<String> usable(Collection<DomainInterface> interfaces) {
        return interfaces.stream()
                .filter(nic -> nic.addrs != null)
                .flatMap(nic -> nic.addrs.stream())
                .map(found -> found.address)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .sorted(Comparator.comparing(address -> address instanceof Inet4Address ? 0 : 1))
                .map(InetAddress::getHostAddress)
                .distinct()
                .toList();
    }
}
