package dev.slipway.vm;

import dev.slipway.identity.Scope;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A VM as its people see it. Names no host.
 *
 * @param statusReason one sentence when the status needs one: why it stopped, since when its host is silent, why it failed
 * @param addresses IPv4 first; empty until known
 * @param operation what is under way, or how the last one ended
 * @param refusedActions why each action that is not possible now is not; an action that is not in here is possible
 */
public record VmView(
        VmId id,
        String name,
        Scope scope,
        String projectName,
        String ownerName,
        VmStatus status,
        Optional<String> statusReason,
        Instant statusSince,
        String sizeName,
        Resources resources,
        String imageName,
        String imageVersion,
        ImageVersionId image,
        String defaultUser,
        String networkName,
        String mac,
        List<String> addresses,
        Instant createdAt,
        Optional<OperationView> operation,
        Map<VmAction, String> refusedActions) {
    public VmView {
        addresses = List.copyOf(addresses);
        refusedActions = Map.copyOf(refusedActions);
    }
}
