package dev.slipway.vm.state;

import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageKind;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import dev.slipway.kernel.WarmPoolId;
import dev.slipway.quota.QuotaPath;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.lease.LeaseEnd;
import dev.slipway.vm.power.RestartPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A VM as it was read from the database at one moment. Changed only by {@link VmStore}'s conditional updates: workflows,
 * the reconciler and people write different columns of it at the same time, on several nodes.
 *
 * @param host empty once a failed launch is undone: then nothing of it is on any host
 * @param hasDisks besides its own
 * @param diskName what its disk is called in its pool; empty for the one that was made at its launch
 * @param runsWith empty if it runs with what it is defined with, or is off
 * @param changedAt when its lifecycle or the verb under way changed last
 */
public record VmRow(
        VmId id,
        String name,
        Owner owner,
        Lifecycle lifecycle,
        Optional<Verb> underWay,
        boolean deleteRequested,
        VmStatus status,
        Instant changedAt,
        Power power,
        Optional<HostId> host,
        String sizeName,
        Resources resources,
        Image image,
        Optional<String> diskName,
        Nic nic,
        List<String> addresses,
        Optional<String> failure,
        Instant createdAt,
        Warm warm,
        RestartPolicy restart,
        boolean hasSnapshots,
        boolean hasDisks,
        End end,
        Optional<RunsWith> runsWith,
        Rescue rescue) {
    private static final String RESTORED = "-restored-";

    /** Whose it is, and who pays for it. */
    public record Owner(
            TenantId tenant, String tenantName, ProjectId project, String projectName, UserId user, String userName) {
        public Scope scope() {
            return Scope.of(tenant, project);
        }

        public QuotaPath quotaPath() {
            return new QuotaPath(tenant, tenantName, project, projectName, user, userName);
        }
    }

    /**
     * @param at when it was observed last with a difference; an older observation is no news
     * @param since how long it has been so
     * @param silentSince since when its host does not answer, if it does not
     * @param note how it came to be so, when nobody asked Slipway for it
     */
    public record Power(
            PowerWish wanted,
            ObservedPower observed,
            Instant at,
            Instant since,
            Optional<Instant> silentSince,
            Optional<String> note) {}

    /**
     * @param pool in which it waits, if it does
     * @param introduction of one that has waited
     * @param domainName of one that has waited: a domain that runs cannot be renamed
     */
    public record Warm(Optional<WarmPoolId> pool, Optional<Introduction> introduction, Optional<String> domainName) {}

    /**
     * @param isProtected against being deleted by anybody
     * @param binnedAt when it came into the recycle bin, if it is there
     * @param purgeAt when it is deleted for good, if it is there
     * @param lease until when it stays; empty for one that stays for ever
     */
    public record End(
            boolean isProtected, Optional<Instant> binnedAt, Optional<Instant> purgeAt, Optional<LeaseEnd> lease) {}

    /**
     * @param on whether it starts from a disc in its drives, before its disk
     * @param hasDisc whether one is in there
     */
    public record Rescue(boolean on, boolean hasDisc) {}

    /** What it was started with before it got another size. @param since when that was */
    public record RunsWith(String sizeName, int vcpus, long memoryMib, Instant since) {}

    /**
     * The image as it was at launch, or when it was last built anew.
     *
     * @param version empty for a VM that was adopted
     * @param standsAlone whether its disk holds all of it, and stands on no file of the image
     */
    public record Image(
            Optional<ImageVersionId> version,
            ImageKind kind,
            String name,
            String label,
            String defaultUser,
            Firmware firmware,
            boolean cloudInit,
            boolean standsAlone) {
        /** The same, on a disk that stands on nothing. */
        public Image alone() {
            return new Image(version, kind, name, label, defaultUser, firmware, cloudInit, true);
        }
    }

    /**
     * @param kind what it is plugged into on a host
     * @param reserved its addresses out of the network's pools, IPv4 first; empty if it asks by DHCP
     */
    public record Nic(
            String mac, NetworkId network, String networkName, NicKind kind, String source, List<String> reserved) {}

    public Scope scope() {
        return owner.scope();
    }

    public boolean inRescue() {
        return rescue.on();
    }

    /** It was on its host before Slipway knew of it. */
    public boolean isAdopted() {
        return image.version().isEmpty();
    }

    /** The golden image that is on its disk; one that was launched from a disc has none. */
    public Optional<ImageVersionId> golden() {
        return image.version().filter(version -> image.kind() == ImageKind.GOLDEN);
    }

    /** What its disk stands on, if it stands on anything. */
    public Optional<ImageVersionId> base() {
        return golden().filter(version -> !image.standsAlone());
    }

    /** As it would be if it was on that host. */
    public VmRow at(HostId other) {
        return with(Optional.of(other), image, diskName);
    }

    /** As it would be on another disk, made of another version of its image. */
    public VmRow on(String otherDisk, Image other) {
        return with(host, other, Optional.of(otherDisk));
    }

    /** As it would be if it was that large. */
    public VmRow sized(String otherSize, Resources other) {
        return with(otherSize, other, host, image, diskName);
    }

    private VmRow with(Optional<HostId> otherHost, Image otherImage, Optional<String> otherDisk) {
        return with(sizeName, resources, otherHost, otherImage, otherDisk);
    }

    private VmRow with(
            String otherSize,
            Resources otherResources,
            Optional<HostId> otherHost,
            Image otherImage,
            Optional<String> otherDisk) {
        return new VmRow(
                id,
                name,
                owner,
                lifecycle,
                underWay,
                deleteRequested,
                status,
                changedAt,
                power,
                otherHost,
                otherSize,
                otherResources,
                otherImage,
                otherDisk,
                nic,
                addresses,
                failure,
                createdAt,
                warm,
                restart,
                hasSnapshots,
                hasDisks,
                end,
                runsWith,
                rescue);
    }

    /** What it takes of its owner's quota and of its host: the most of what it runs with and what it starts with next. */
    public Resources held() {
        return runsWith.map(now -> new Resources(
                        Math.max(now.vcpus(), resources.vcpus()),
                        Math.max(now.memoryMib(), resources.memoryMib()),
                        resources.diskMib()))
                .orElse(resources);
    }

    /** Whether what runs is not what it starts with next. */
    public boolean isWaitingForItsSize() {
        return runsWith.isPresent() && power.observed().isOn();
    }

    /** What it takes while it is on. */
    Resources running() {
        return runsWith.map(now -> new Resources(now.vcpus(), now.memoryMib(), resources.diskMib()))
                .orElse(resources);
    }

    /** What it takes once it is turned on: one that is hibernated goes on with what it had. */
    Resources startsWith() {
        return power.observed() == ObservedPower.HIBERNATED ? running() : resources;
    }

    /**
     * What cloud-init knows it by: another one with each fresh disk, or owner, so that its first boot is done again. A disk that
     * was restored is no fresh one, and knows what it was.
     */
    public String instanceId() {
        return diskName.map(VmRow::fresh)
                .filter(name -> !name.equals(firstDisk(id)))
                .map(name -> name.replace(".qcow2", ""))
                .orElseGet(() -> warm.introduction().equals(Optional.of(Introduction.BY_RESTART))
                        ? id + "-handed-over"
                        : id.toString());
    }

    /** What the disk is called that was made at a VM's launch. */
    public static String firstDisk(VmId vm) {
        return "vm-" + vm + "-disk.qcow2";
    }

    /** @param disk as it was called when what is restored was kept @return another name, never given before */
    public static String restoredDisk(String disk) {
        return fresh(disk)
                .replace(".qcow2", RESTORED + UUID.randomUUID().toString().substring(0, 8) + ".qcow2");
    }

    private static String fresh(String disk) {
        return disk.replaceFirst(RESTORED + "[0-9a-f]{8}", "");
    }

    public boolean isMigrating() {
        return underWay.equals(Optional.of(Verb.MIGRATE));
    }

    /** Since when it has the status that it has. */
    Instant statusSince() {
        if (lifecycle == Lifecycle.BINNED) {
            // It may have been moved to another host since.
            return end.binnedAt().orElse(changedAt);
        }
        if (lifecycle != Lifecycle.READY || underWay.flatMap(Verb::wish).isPresent()) {
            return changedAt;
        }
        return power.silentSince().orElse(power.since());
    }
}
