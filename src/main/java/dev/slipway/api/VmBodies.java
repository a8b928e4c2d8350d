package dev.slipway.api;

import dev.slipway.catalog.NewerVersion;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.PlacementGroupId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.SizeId;
import dev.slipway.kernel.SshKeyId;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmView;
import dev.slipway.vm.launch.DiscWish;
import dev.slipway.vm.launch.LaunchRequest;
import dev.slipway.vm.launch.LaunchSet;
import dev.slipway.vm.launch.Numbering;
import dev.slipway.vm.launch.SizeWish;
import dev.slipway.vm.lease.LeaseEnd;
import dev.slipway.vm.power.RestartPolicy;
import dev.slipway.vm.seed.FirstBoot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** VMs as JSON. */
final class VmBodies {
    private VmBodies() {}

    /** What a VM without a size has. */
    record CustomBody(
            @Nullable Integer vcpus,
            @Nullable Long memoryMib,
            @Nullable Long diskMib) {
        SizeWish wish() {
            return new SizeWish.Custom(new Resources(
                    Fields.present("custom.vcpus", vcpus),
                    Fields.present("custom.memoryMib", memoryMib),
                    Fields.present("custom.diskMib", diskMib)));
        }
    }

    /**
     * What a guest that reads cloud-init does at its first boot.
     *
     * @param timeZone such as {@code Europe/Berlin}
     * @param upgrade whether what is installed is brought up to date
     * @param commands one line each, run by root's shell
     * @param password of the image's user, to sign in on the screen; only its hash is kept
     */
    record FirstBootBody(
            @Nullable String timeZone,
            @Nullable Boolean upgrade,
            @Nullable List<@Nullable String> packages,
            @Nullable List<@Nullable String> commands,
            @Nullable String password) {
        FirstBoot read() {
            return new FirstBoot(
                    Optional.ofNullable(timeZone),
                    upgrade != null && upgrade,
                    packages == null ? List.of() : Fields.each("firstBoot.packages", packages),
                    commands == null ? List.of() : Fields.each("firstBoot.commands", commands),
                    Optional.ofNullable(password));
        }

        /** A password is not for logs. */
        @Override
        public String toString() {
            return "FirstBootBody";
        }
    }

    /**
     * @param image a version's id
     * @param custom instead of a size, where custom sizes are allowed
     * @param sshKeys ids of one's own keys
     * @param userData cloud-init, at most 16 KiB
     * @param firstBoot instead of user data
     * @param groups ids of placement groups
     * @param secondDisc a version's id of an ISO for drive 2, if image is one
     * @param discOutAtReboot whether the disc in drive 1 is taken out once the guest has restarted; absent = yes, but for Windows
     * @param count how many, 1 to 20; absent = one
     * @param firstNumber from which their numbers go on; absent = the lowest that are free
     */
    record NewVmBody(
            @Nullable String project,
            @Nullable String name,
            @Nullable String image,
            @Nullable String size,
            @Nullable CustomBody custom,
            @Nullable String network,
            @Nullable List<@Nullable String> sshKeys,
            @Nullable String userData,
            @Nullable FirstBootBody firstBoot,
            @Nullable List<@Nullable String> groups,
            @Nullable String secondDisc,
            @Nullable Boolean discOutAtReboot,
            @Nullable Integer count,
            @Nullable Integer firstNumber) {

        LaunchSet set(@Nullable String idempotencyKey) {
            var request = request(idempotencyKey);
            var first = firstNumber == null ? OptionalInt.empty() : OptionalInt.of(firstNumber);
            return new LaunchSet(request, new Numbering(request.name(), count == null ? 1 : count, first));
        }

        LaunchRequest request(@Nullable String idempotencyKey) {
            return new LaunchRequest(
                    need("project", project, ProjectId::parse),
                    need("name", name, n -> n),
                    need("image", image, ImageVersionId::parse),
                    size(size, custom),
                    need("network", network, NetworkId::parse),
                    sshKeys == null
                            ? List.of()
                            : sshKeys.stream()
                                    .map(key -> need("sshKeys", key, SshKeyId::parse))
                                    .toList(),
                    cloudInit(),
                    Optional.ofNullable(idempotencyKey),
                    groups == null
                            ? Set.of()
                            : groups.stream()
                                    .map(group -> need("groups", group, PlacementGroupId::parse))
                                    .collect(Collectors.toSet()),
                    new DiscWish(
                            Optional.ofNullable(secondDisc).map(ImageVersionId::parse),
                            Optional.ofNullable(discOutAtReboot)));
        }

        private Optional<String> cloudInit() {
            var own = Optional.ofNullable(userData).filter(d -> !d.isBlank());
            if (firstBoot == null) {
                return own;
            }
            if (own.isPresent()) {
                throw new InvalidRequest(
                        "user-data-twice", "firstBoot", "Give either user data of your own or firstBoot, not both.");
            }
            return firstBoot.read().userData(project + "/" + name);
        }

        static SizeWish size(@Nullable String size, @Nullable CustomBody custom) {
            if (custom == null) {
                return need("size", size, id -> new SizeWish.Curated(SizeId.parse(id)));
            }
            if (size != null) {
                throw new InvalidRequest(
                        "size-or-custom", "custom", "Give either a size or a custom size, not both of them.");
            }
            return custom.wish();
        }

        private static <T> T need(String field, @Nullable String value, Function<String, T> parse) {
            return parse.apply(Fields.need(field, value));
        }
    }

    /** @param version what a launch names as its image */
    record NewerVersionBody(String version, String label) {
        static NewerVersionBody of(NewerVersion n) {
            return new NewerVersionBody(n.version().toString(), n.label());
        }
    }

    /** @param id the first one's @param operation the first one's @param vms all of them, in the order of their names */
    record LaunchedBody(String id, OperationController.OperationBody operation, List<LaunchedVmBody> vms) {
        static LaunchedBody of(List<LaunchedVmBody> vms) {
            return new LaunchedBody(vms.getFirst().id(), vms.getFirst().operation(), vms);
        }
    }

    record LaunchedVmBody(String id, String name, OperationController.OperationBody operation) {}

    /**
     * @param outside what was changed of its definition outside Slipway, and what follows
     * @param image absent for one that was adopted
     * @param newerImage what would be launched today instead of its image's version; absent if that is current
     * @param deleteProtected whether nobody may delete it
     * @param binnedAt when it came into the recycle bin; absent if it is not there
     * @param purgeAt when it is deleted for good; absent if it is not in the recycle bin
     * @param endsAt when its lease ends; absent if it stays for ever
     * @param refusedActions why each action that is not possible now is not
     */
    record VmBody(
            String id,
            String name,
            @Nullable String projectId,
            String projectName,
            String owner,
            VmStatus status,
            @Nullable String statusReason,
            Instant statusSince,
            @Nullable String outside,
            String size,
            int vcpus,
            long memoryMib,
            long diskMib,
            @Nullable String image,
            String imageName,
            String imageVersion,
            @Nullable NewerVersionBody newerImage,
            String defaultUser,
            String network,
            String mac,
            List<String> addresses,
            List<String> reservedAddresses,
            Instant createdAt,
            RestartPolicy restartPolicy,
            boolean deleteProtected,
            @Nullable Instant binnedAt,
            @Nullable Instant purgeAt,
            @Nullable Instant endsAt,
            Set<String> tags,
            OperationController.@Nullable OperationBody operation,
            Map<VmAction, String> refusedActions) {

        static VmBody of(VmView v) {
            ProjectId project = v.scope().project();
            return new VmBody(
                    v.id().toString(),
                    v.name(),
                    project == null ? null : project.toString(),
                    v.projectName(),
                    v.ownerName(),
                    v.status(),
                    v.statusReason().orElse(null),
                    v.statusSince(),
                    v.outside().orElse(null),
                    v.sizeName(),
                    v.resources().vcpus(),
                    v.resources().memoryMib(),
                    v.resources().diskMib(),
                    v.image().map(Object::toString).orElse(null),
                    v.imageName(),
                    v.imageVersion(),
                    v.newerImage().map(NewerVersionBody::of).orElse(null),
                    v.defaultUser(),
                    v.networkName(),
                    v.mac(),
                    v.addresses(),
                    v.reservedAddresses(),
                    v.createdAt(),
                    v.restart(),
                    v.deleteProtected(),
                    v.binned().map(VmView.Binned::since).orElse(null),
                    v.binned().map(VmView.Binned::purgeAt).orElse(null),
                    v.lease().map(LeaseEnd::endsAt).orElse(null),
                    v.tags().words(),
                    v.operation().map(OperationController.OperationBody::of).orElse(null),
                    v.refusedActions());
        }
    }
}
