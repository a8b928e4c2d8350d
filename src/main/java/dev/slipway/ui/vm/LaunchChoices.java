package dev.slipway.ui.vm;

import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.SizeView;
import dev.slipway.catalog.Sizes;
import dev.slipway.identity.Actors;
import dev.slipway.identity.SshKeys;
import dev.slipway.network.NetworkView;
import dev.slipway.network.Networks;
import dev.slipway.tenant.ProjectView;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmQuery;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;

/** What there is to choose from at a launch. */
@Component
class LaunchChoices {
    private static final int NAMES_ALIKE = 200;

    private final Images images;
    private final Sizes sizes;
    private final Networks networks;
    private final SshKeys keys;
    private final VirtualMachines machines;
    private final Actors actors;

    LaunchChoices(
            Images images, Sizes sizes, Networks networks, SshKeys keys, VirtualMachines machines, Actors actors) {
        this.images = images;
        this.sizes = sizes;
        this.networks = networks;
        this.keys = keys;
        this.machines = machines;
        this.actors = actors;
    }

    List<ImageView> images() {
        return images.list(actors.current());
    }

    List<SizeView> sizes() {
        return sizes.list(actors.current());
    }

    List<NetworkView> networks(ProjectView project) {
        return networks.usable(project.scope(), actors.current());
    }

    KeysField keys() {
        return new KeysField(keys, actors);
    }

    /** An early hint only: the launch itself decides. */
    boolean isTaken(ProjectView project, String name) {
        VmQuery alike = new VmQuery(project.id(), Optional.of(name), Set.of());
        return machines.list(alike, PageRequest.of(0, NAMES_ALIKE), actors.current()).stream()
                .anyMatch(vm -> vm.name().equals(name));
    }
}
