package dev.slipway.vm.launch;

import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.PlacementGroupId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.SizeId;
import dev.slipway.kernel.SshKeyId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * @param name 1 to 63 characters, a host name: lower-case letters, digits, dash; unique in its project
 * @param userData cloud-init user-data ({@code #cloud-config} YAML or a script with {@code #!}), at most 16 KiB
 * @param idempotencyKey the same key and request by the same person again is the same launch, at most 100 characters
 * @param groups placement groups of the project that it joins
 * @param discs for a launch from a disc
 */
public record LaunchRequest(
        ProjectId project,
        String name,
        ImageVersionId image,
        SizeWish size,
        NetworkId network,
        List<SshKeyId> sshKeys,
        Optional<String> userData,
        Optional<String> idempotencyKey,
        Set<PlacementGroupId> groups,
        DiscWish discs) {
    public LaunchRequest {
        sshKeys = List.copyOf(sshKeys);
        groups = Set.copyOf(groups);
    }

    /** With no wish for discs. */
    public LaunchRequest(
            ProjectId project,
            String name,
            ImageVersionId image,
            SizeWish size,
            NetworkId network,
            List<SshKeyId> sshKeys,
            Optional<String> userData,
            Optional<String> idempotencyKey,
            Set<PlacementGroupId> groups) {
        this(project, name, image, size, network, sshKeys, userData, idempotencyKey, groups, DiscWish.NONE);
    }

    /** With a size of the catalogue. */
    public LaunchRequest(
            ProjectId project,
            String name,
            ImageVersionId image,
            SizeId size,
            NetworkId network,
            List<SshKeyId> sshKeys,
            Optional<String> userData,
            Optional<String> idempotencyKey,
            Set<PlacementGroupId> groups) {
        this(project, name, image, new SizeWish.Curated(size), network, sshKeys, userData, idempotencyKey, groups);
    }

    /** With a size of the catalogue, in no placement group. */
    public LaunchRequest(
            ProjectId project,
            String name,
            ImageVersionId image,
            SizeId size,
            NetworkId network,
            List<SshKeyId> sshKeys,
            Optional<String> userData,
            Optional<String> idempotencyKey) {
        this(project, name, image, size, network, sshKeys, userData, idempotencyKey, Set.of());
    }

    /** In no placement group. */
    public LaunchRequest(
            ProjectId project,
            String name,
            ImageVersionId image,
            SizeWish size,
            NetworkId network,
            List<SshKeyId> sshKeys,
            Optional<String> userData,
            Optional<String> idempotencyKey) {
        this(project, name, image, size, network, sshKeys, userData, idempotencyKey, Set.of());
    }

    LaunchRequest named(String other) {
        return new LaunchRequest(
                project, other, image, size, network, sshKeys, userData, idempotencyKey, groups, discs);
    }

    /** As it is, but with these discs. */
    public LaunchRequest with(DiscWish others) {
        return new LaunchRequest(
                project, name, image, size, network, sshKeys, userData, idempotencyKey, groups, others);
    }
}
