package dev.slipway.vm.launch;

import dev.slipway.catalog.Images;
import dev.slipway.identity.Actor;
import dev.slipway.identity.SshKeyView;
import dev.slipway.identity.SshKeys;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.PlacementGroupId;
import dev.slipway.kernel.VmId;
import dev.slipway.network.Networks;
import dev.slipway.tenant.ProjectView;
import dev.slipway.vm.VmName;
import dev.slipway.vm.group.GroupRows;
import dev.slipway.vm.seed.UserData;
import dev.slipway.vm.state.VmRow;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Makes sure that what is asked for can be launched at all, before anything is written. */
@Component
public class LaunchChecks {
    private static final int MOST_SSH_KEYS = 20;
    private static final int MOST_GROUPS = 5;

    private final Images images;
    private final LaunchPolicyTable policies;
    private final LaunchSizes sizes;
    private final Networks networks;
    private final SshKeys sshKeys;
    private final GroupRows groups;
    private final LaunchDiscs discs;
    private final Clock clock;

    LaunchChecks(
            Images images,
            LaunchPolicyTable policies,
            LaunchSizes sizes,
            Networks networks,
            SshKeys sshKeys,
            GroupRows groups,
            LaunchDiscs discs,
            Clock clock) {
        this.discs = discs;
        this.policies = policies;
        this.images = images;
        this.sizes = sizes;
        this.networks = networks;
        this.sshKeys = sshKeys;
        this.groups = groups;
        this.clock = clock;
    }

    public NewVm check(LaunchRequest request, VmId id, ProjectView project, Actor actor) {
        var name = new VmName(request.name()).value();
        var given = UserData.checked(request.userData());
        var image = images.requireUsable(request.image(), project.scope(), actor);
        var policy = policies.of(image.id());
        policy.whyNot(request.size(), image.name())
                .or(() -> policy.whyNot(request.network(), image.name()))
                .ifPresent(refusal -> {
                    throw refusal;
                });
        var userData = image.cloudInit() ? policy.userData(given, image.name()) : given;
        var size = sizes.require(request.size(), project.scope(), actor);
        ImageFit.requireLaunchable(image);
        ImageFit.requireRoom(image, size);
        var chosenDiscs = discs.check(request.discs(), image, project.scope(), actor);
        var network = networks.requireUsable(request.network(), project.scope(), actor);
        var keys = keys(request, actor);
        ImageFit.requireReader(image, keys, userData);
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
                        Optional.of(image.version()),
                        image.kind(),
                        image.name(),
                        image.versionLabel(),
                        image.defaultUser(),
                        image.firmware(),
                        image.cloudInit(),
                        false),
                new VmRow.Nic(
                        "",
                        network.id(),
                        network.name(),
                        network.onHosts().kind(),
                        network.onHosts().name(),
                        List.of()),
                keys,
                userData,
                clock.instant(),
                size.hostTags().plus(image.hostTags()),
                groups(request, project),
                chosenDiscs,
                Optional.empty(),
                false,
                Optional.empty());
    }

    private Set<PlacementGroupId> groups(LaunchRequest request, ProjectView project) {
        if (request.groups().size() > MOST_GROUPS) {
            throw new InvalidRequest(
                    "too-many-groups", "groups", "A VM joins at most " + MOST_GROUPS + " placement groups.");
        }
        var held = groups.hold(request.groups(), project.id());
        if (held.size() < request.groups().size()) {
            throw new InvalidRequest(
                    "no-such-group", "groups", "There is no such placement group in this project. Choose another one.");
        }
        return held;
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
}
