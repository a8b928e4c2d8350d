package dev.slipway.vm;

import dev.slipway.catalog.NewerVersion;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationView;
import dev.slipway.vm.lease.LeaseEnd;
import dev.slipway.vm.power.RestartPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A VM as its people see it. Names no host.
 *
 * @param place how people call the project among those of all tenants: {@code Acme / web}, or {@code Acme}
 * @param statusReason one sentence when the status needs one: why it stopped, since when its host is silent, why it failed
 * @param outside what was changed of its definition outside Slipway, and what follows
 * @param image empty for a VM that was adopted
 * @param newerImage what would be launched today instead of the older version that it was launched from
 * @param addresses IPv4 first; empty until known
 * @param reservedAddresses its own out of the network's pools for as long as it lives; empty if it asks by DHCP
 * @param inRescue whether it starts from the disc in its drives
 * @param deleteProtected whether nobody may delete it
 * @param binned of one that is in the recycle bin
 * @param lease until when it stays; empty for one that stays for ever
 * @param operation what is under way, or how the last one ended
 * @param refusedActions why each action that is not possible now is not; an action that is not in here is possible
 */
public record VmView(
        VmId id,
        String name,
        Scope scope,
        String projectName,
        String place,
        String ownerName,
        VmStatus status,
        Optional<String> statusReason,
        Instant statusSince,
        Optional<String> outside,
        String sizeName,
        Resources resources,
        String imageName,
        String imageVersion,
        Optional<ImageVersionId> image,
        Optional<NewerVersion> newerImage,
        String defaultUser,
        String networkName,
        String mac,
        List<String> addresses,
        List<String> reservedAddresses,
        Instant createdAt,
        RestartPolicy restart,
        boolean inRescue,
        boolean deleteProtected,
        Optional<Binned> binned,
        Optional<LeaseEnd> lease,
        VmTags tags,
        Optional<OperationView> operation,
        Map<VmAction, String> refusedActions) {
    /** @param purgeAt when it is deleted for good */
    public record Binned(Instant since, Instant purgeAt) {}

    public VmView {
        addresses = List.copyOf(addresses);
        reservedAddresses = List.copyOf(reservedAddresses);
        refusedActions = Map.copyOf(refusedActions);
    }
}
