package dev.slipway.vm;

import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.SizeView;
import dev.slipway.catalog.Sizes;
import dev.slipway.identity.Actor;
import dev.slipway.identity.SshKeyView;
import dev.slipway.identity.SshKeys;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.VmId;
import dev.slipway.network.Networks;
import dev.slipway.tenant.ProjectView;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes sure that what is asked for can be launched at all, before anything is written. */
@Component
class LaunchChecks {
    private static final int MOST_SSH_KEYS = 20;

    private final Images images;
    private final Sizes sizes;
    private final Networks networks;
    private final SshKeys sshKeys;
    private final Clock clock;

    LaunchChecks(Images images, Sizes sizes, Networks networks, SshKeys sshKeys, Clock clock) {
        this.images = images;
        this.sizes = sizes;
        this.networks = networks;
        this.sshKeys = sshKeys;
        this.clock = clock;
    }

    NewVm check(LaunchRequest request, VmId id, ProjectView project, Actor actor) {
        var name = new VmName(request.name()).value();
        var userData = UserData.checked(request.userData());
        var image = images.get(request.image(), actor);
        var size = sizes.get(request.size(), actor);
        requireRoom(image, size);
        var network = networks.requireUsable(request.network(), project.scope(), actor);
        var keys = keys(request, actor);
        requireReader(image, keys, userData);
        return new NewVm(
                id,
                name,
                new VmRow.Owner(
                        project.tenant(),
                        project.tenantName(),
                        project.id(),
                        project.name(),
                        actor.requireUser(),
                        actor.name()),
                size.name(),
                size.resources(),
                new VmRow.Image(
                        image.version(),
                        image.name(),
                        image.versionLabel(),
                        image.defaultUser(),
                        image.firmware(),
                        image.cloudInit()),
                new VmRow.Nic("", network.id(), network.name(), network.kind(), network.source()),
                keys,
                userData,
                clock.instant());
    }

    private static void requireRoom(ImageView image, SizeView size) {
        var resources = size.resources();
        if (resources.memoryMib() < image.minMemoryMib()) {
            throw new InvalidRequest(
                    "size-too-small",
                    "size",
                    "Image " + image.name() + " needs at least " + amount(image.minMemoryMib()) + " of memory; size "
                            + size.name() + " has " + amount(resources.memoryMib()) + ". Choose a larger size.");
        }
        if (resources.diskMib() < image.virtualMib()) {
            throw new InvalidRequest(
                    "size-too-small",
                    "size",
                    "Image " + image.name() + " needs a disk of at least " + amount(image.virtualMib()) + "; size "
                            + size.name() + " has " + amount(resources.diskMib()) + ". Choose a larger size.");
        }
    }

    private List<String> keys(LaunchRequest request, Actor actor) {
        var wanted = request.sshKeys().stream().distinct().toList();
        if (wanted.size() > MOST_SSH_KEYS) {
            throw new InvalidRequest(
                    "too-many-ssh-keys",
                    "sshKeys",
                    "A VM is launched with at most 20 SSH keys; these are " + wanted.size() + ".");
        }
        return wanted.isEmpty()
                ? List.of()
                : sshKeys.require(wanted, actor).stream()
                        .map(SshKeyView::publicKey)
                        .toList();
    }

    /** A key or a script that nobody reads would be a promise not kept. */
    private static void requireReader(ImageView image, List<String> keys, Optional<String> userData) {
        if (!image.cloudInit() && (!keys.isEmpty() || userData.isPresent())) {
            throw new InvalidRequest(
                    "no-cloud-init",
                    userData.isPresent() ? "userData" : "sshKeys",
                    "Image " + image.name() + " has no cloud-init, so it would ignore SSH keys and user data."
                            + " Launch it without them.");
        }
    }

    private static String amount(long mib) {
        return mib % 1024 == 0 ? mib / 1024 + " GiB" : mib + " MiB";
    }
}
