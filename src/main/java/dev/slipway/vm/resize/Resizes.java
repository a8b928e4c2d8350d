package dev.slipway.vm.resize;

import dev.slipway.catalog.Images;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.launch.ImageFit;
import dev.slipway.vm.launch.LaunchSizes;
import dev.slipway.vm.launch.SizeWish;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import dev.slipway.vm.work.Beginning;
import dev.slipway.vm.work.VmHosts;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * VMs that get more or fewer vCPUs, more or less memory, or a larger disk. One that is on gets its disk at once, and runs
 * with its vCPUs and memory as before until its next start. As long as both may be so it holds the most of before and after,
 * of quota and of its host; only what is more needs room.
 */
@Service
public class Resizes {
    private final VmLookup lookup;
    private final VmRules rules;
    private final LaunchSizes sizes;
    private final Images images;
    private final VmHosts hosts;
    private final Holdings holdings;
    private final Suspensions suspensions;
    private final Beginning beginning;

    Resizes(
            VmLookup lookup,
            VmRules rules,
            LaunchSizes sizes,
            Images images,
            VmHosts hosts,
            Holdings holdings,
            Suspensions suspensions,
            Beginning beginning) {
        this.lookup = lookup;
        this.rules = rules;
        this.sizes = sizes;
        this.images = images;
        this.hosts = hosts;
        this.holdings = holdings;
        this.suspensions = suspensions;
        this.beginning = beginning;
    }

    /** What it would take of the quota of whoever owns it, beyond what it holds, and whether that fits right now. */
    @Transactional(readOnly = true)
    public QuotaPreview quote(VmId id, SizeWish wish, Actor actor) {
        var vm = lookup.require(id, Permission.VM_RESIZE, actor);
        var size = sizes.require(wish, vm.scope(), actor);
        return holdings.quote(vm, size.resources(), actor);
    }

    /**
     * @throws Conflict what the VM's state forbids; {@code size-retired}, {@code size-as-before}, {@code host-lacks-tags}
     * @throws InvalidRequest {@code disk-smaller}; {@code size-too-small} for what its image needs
     * @throws dev.slipway.kernel.QuotaExceeded if there is no room for what is more
     * @throws dev.slipway.kernel.NoCapacity {@code host-full} if its host has not that much
     */
    @Audited("vm.resize")
    @RetriesLostRaces
    @Transactional
    public OperationId resize(VmId id, SizeWish wish, Actor actor) {
        var vm = lookup.require(id, Permission.VM_RESIZE, actor);
        rules.require(VmAction.RESIZE, vm);
        suspensions.requireActive(vm.owner().tenant());
        var size = sizes.require(wish, vm.scope(), actor);
        requireFit(vm, size, actor);
        var resize = new Resize(size.name(), size.resources(), size.hostTags());
        return begin(vm, resize, "vm.resize", actor);
    }

    /** What a VM runs with still that gets another size at its next start; empty for all others. */
    @Transactional(readOnly = true)
    public Optional<WaitingSize> waiting(VmId id, Actor actor) {
        var vm = lookup.require(id, Permission.VM_READ, actor);
        return Optional.of(vm)
                .filter(VmRow::isWaitingForItsSize)
                .flatMap(VmRow::runsWith)
                .map(now -> new WaitingSize(now.sizeName(), now.vcpus(), now.memoryMib(), now.since()));
    }

    /**
     * It then starts with what it runs with now; a disk that has grown stays so.
     *
     * @throws Conflict {@code size-not-waiting}, or what the VM's state forbids
     */
    @Audited("vm.cancel-resize")
    @RetriesLostRaces
    @Transactional
    public OperationId cancel(VmId id, Actor actor) {
        var vm = lookup.require(id, Permission.VM_RESIZE, actor);
        rules.require(VmAction.RESIZE, vm);
        var now = vm.runsWith()
                .filter(with -> vm.isWaitingForItsSize())
                .orElseThrow(() -> new Conflict(
                        "size-not-waiting",
                        "It has its size already, so there is nothing to cancel. Resize it instead."));
        var before = new Resources(now.vcpus(), now.memoryMib(), vm.resources().diskMib());
        return begin(vm, new Resize(now.sizeName(), before, HostTags.NONE), "vm.cancel-resize", actor);
    }

    private OperationId begin(VmRow vm, Resize resize, String action, Actor actor) {
        var operation = beginning.begin(Verb.RESIZE, vm, resize.arguments(), action, resize.words(vm), actor);
        holdings.hold(vm, resize.meanwhile(vm));
        return operation;
    }

    private void requireFit(VmRow vm, LaunchSizes.Sized size, Actor actor) {
        if (vm.resources().equals(size.resources()) && vm.sizeName().equals(size.name())) {
            throw new Conflict("size-as-before", "It has that size already. Choose another one.");
        }
        if (size.resources().diskMib() < vm.resources().diskMib()) {
            throw new InvalidRequest(
                    "disk-smaller",
                    size.field(),
                    "Its disk has " + vm.resources().diskMib()
                            + " MiB, and can only become larger: what is at its end would"
                            + " be lost. Choose a size with as much disk or more.");
        }
        if (!hosts.hasTags(vm, size.hostTags())) {
            throw new Conflict(
                    "host-lacks-tags",
                    "Size " + size.name() + " asks for a host with "
                            + size.hostTags().sentence()
                            + ", and this VM's has not. Choose another size, or launch a new VM.");
        }
        vm.image().version().ifPresent(version -> {
            try {
                ImageFit.requireRoom(images.get(version, actor), size);
            } catch (NotFound e) {
                // An image that is gone, or not theirs to see any more, asks for nothing.
            }
        });
    }
}
