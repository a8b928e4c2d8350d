package dev.slipway.ui.vm;

import dev.slipway.catalog.CustomRange;
import dev.slipway.catalog.CustomSizes;
import dev.slipway.catalog.Favourites;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.SizeView;
import dev.slipway.catalog.Sizes;
import dev.slipway.identity.Actors;
import dev.slipway.identity.SshKeys;
import dev.slipway.kernel.SizeId;
import dev.slipway.network.NetworkView;
import dev.slipway.network.Networks;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.MyFavourites;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmQuery;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.group.PlacementGroups;
import dev.slipway.vm.launch.LaunchPolicies;
import dev.slipway.vm.launch.LaunchPolicy;
import dev.slipway.vm.launch.Numbering;
import dev.slipway.vm.launch.SizeWish;
import dev.slipway.vm.warm.WarmPools;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;

/** What there is to choose from at a launch. */
@Component
class LaunchChoices {
    private static final int NAMES_ALIKE = 200;

    private final Images images;
    private final Favourites favourites;
    private final LaunchPolicies policies;
    private final Sizes sizes;
    private final CustomSizes custom;
    private final Networks networks;
    private final SshKeys keys;
    private final PlacementGroups groups;
    private final VirtualMachines machines;
    private final WarmPools warm;
    private final Actors actors;
    private final Clock clock;

    LaunchChoices(
            Images images,
            Favourites favourites,
            LaunchPolicies policies,
            Sizes sizes,
            CustomSizes custom,
            Networks networks,
            SshKeys keys,
            PlacementGroups groups,
            VirtualMachines machines,
            WarmPools warm,
            Actors actors,
            Clock clock) {
        this.images = images;
        this.favourites = favourites;
        this.policies = policies;
        this.sizes = sizes;
        this.custom = custom;
        this.networks = networks;
        this.keys = keys;
        this.groups = groups;
        this.machines = machines;
        this.warm = warm;
        this.actors = actors;
        this.clock = clock;
    }

    List<ImageView> images(ProjectView project) {
        return images.usable(project.scope(), actors.current());
    }

    MyFavourites favourites() {
        return new MyFavourites(favourites, actors);
    }

    LaunchPolicy policy(ImageView image) {
        return policies.of(image.version(), actors.current());
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Why each size that the project has no room for that often will not do. */
    Map<SizeId, String> beyondQuota(ProjectView project, int count) {
        return sizes(project).stream()
                .map(size -> Map.entry(
                        size.id(),
                        machines.quote(project.id(), new SizeWish.Curated(size.id()), count, actors.current())
                                .refusals()))
                .filter(refused -> !refused.getValue().isEmpty())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, refused -> refused.getValue().getFirst()));
    }

    /** Why each size that the image is not launched with will not do. */
    Map<SizeId, String> unfit(ProjectView project, ImageView image, LaunchPolicy policy) {
        return sizes(project).stream()
                .flatMap(size -> whyUnfit(size, image, policy).stream().map(why -> Map.entry(size.id(), why)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Optional<String> whyUnfit(SizeView size, ImageView image, LaunchPolicy policy) {
        return policy.sizes().has(size.id())
                ? image.lacking(size.resources()).map(lacking -> "Too small: the image needs " + lacking)
                : Optional.of("Not for this image");
    }

    List<SizeView> sizes(ProjectView project) {
        return sizes.usable(project.scope(), actors.current());
    }

    /** Empty if custom sizes are not allowed. */
    Optional<CustomRange> custom() {
        return custom.range(actors.current());
    }

    List<NetworkView> networks(ProjectView project) {
        return networks.usable(project.scope(), actors.current());
    }

    /** How many run already of what would be launched. */
    int ready(ProjectView project, ImageView image, SizeWish size, NetworkView network) {
        return warm.ready(project.id(), image.version(), size, network.id(), actors.current());
    }

    KeysField keys() {
        return new KeysField(keys, actors);
    }

    GroupsField groups(ProjectView project) {
        return new GroupsField(project, groups, actors);
    }

    /** What VMs would be called that are launched right now. */
    List<String> names(ProjectView project, Numbering numbering) {
        return machines.names(project.id(), numbering, actors.current());
    }

    /** An early hint only: the launch itself decides. */
    boolean isTaken(ProjectView project, String name) {
        VmQuery alike = new VmQuery(project.id(), Optional.of(name), EnumSet.allOf(VmStatus.class));
        return machines.list(alike, PageRequest.of(0, NAMES_ALIKE), actors.current()).stream()
                .anyMatch(vm -> vm.name().equals(name));
    }
}
