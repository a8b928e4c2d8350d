package dev.slipway.vm;

import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.SizeId;
import dev.slipway.kernel.SshKeyId;
import java.util.List;
import java.util.Optional;

/**
 * @param name 1 to 63 characters, a host name: lower-case letters, digits, dash; unique in its project
 * @param userData cloud-init user-data ({@code #cloud-config} YAML or a script with {@code #!}), at most 16 KiB
 * @param idempotencyKey the same key and request by the same person again is the same launch, at most 100 characters
 */
public record LaunchRequest(
        ProjectId project,
        String name,
        ImageVersionId image,
        SizeId size,
        NetworkId network,
        List<SshKeyId> sshKeys,
        Optional<String> userData,
        Optional<String> idempotencyKey) {
    public LaunchRequest {
        sshKeys = List.copyOf(sshKeys);
    }
}
