package dev.slipway.vm.warm;

import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.VmId;
import dev.slipway.kernel.WarmPoolId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.tenant.ProjectView;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.launch.LaunchChecks;
import dev.slipway.vm.launch.SizeWish;
import dev.slipway.vm.state.Lifecycle;
import dev.slipway.vm.warm.WarmPoolTable.Member;
import dev.slipway.vm.warm.WarmPoolTable.Row;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Pools of VMs that run already when somebody launches such a one. For the platform's administrators. */
@Service
public class WarmPools {
    public static final int MOST = 50;
    private static final String NOUN = "warm-pool";

    private final WarmPoolTable table;
    private final LaunchChecks checks;
    private final Images images;
    private final Tenants tenants;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WarmPools(
            WarmPoolTable table,
            LaunchChecks checks,
            Images images,
            Tenants tenants,
            Changes changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.table = table;
        this.checks = checks;
        this.images = images;
        this.tenants = tenants;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<WarmPool> list(Actor actor) {
        actor.require(Permission.IMAGE_READ, Scope.PLATFORM);
        return table.all().stream().map(row -> view(row, actor)).toList();
    }

    /** How many run already of what is about to be launched there. For whoever sees what there is to launch. */
    @Transactional(readOnly = true)
    public int ready(ProjectId id, ImageVersionId image, SizeWish size, NetworkId network, Actor actor) {
        tenants.require(id, Permission.IMAGE_READ, actor);
        images.get(image, actor);
        return switch (size) {
            case SizeWish.Custom custom -> 0;
            case SizeWish.Curated curated ->
                table.find(image, curated.size(), network).map(this::ready).orElse(0);
        };
    }

    private int ready(WarmPoolId id) {
        return Math.toIntExact(
                table.members(id).stream().filter(Member::isTakeable).count());
    }

    /**
     * Whatever would keep the actor from launching such a VM in that project keeps them from having a pool of it, but for
     * quota and room on hosts, which it waits for.
     *
     * @throws InvalidRequest {@code warm-no-agent} for an image whose guests could not be told whose they are
     * @throws dev.slipway.kernel.Conflict {@code warm-pool-exists}
     */
    @Audited("warm-pool.create")
    @Transactional
    public WarmPool create(WarmPoolDraft draft, Actor actor) {
        actor.require(Permission.IMAGE_EDIT, Scope.PLATFORM);
        requireCount(draft.wanted());
        var project = tenants.require(draft.payer(), Permission.VM_LAUNCH, actor);
        var vm = checks.check(draft.launch("warm"), VmId.random(), project, actor);
        var image = images.get(draft.image(), actor);
        requireTellable(image);
        var row = new Row(
                WarmPoolId.random(),
                project.tenant(),
                vm.owner().user(),
                draft,
                new WarmPool.Names(
                        vm.image().name(),
                        vm.image().label(),
                        vm.sizeName(),
                        vm.nic().networkName(),
                        project.title(),
                        vm.owner().userName()),
                image.guestAgent(),
                Optional.empty(),
                Optional.empty(),
                clock.instant());
        table.add(row);
        tell("warm-pool.create", row, count(draft.wanted()) + " wait, paid for by " + project.title() + ".", actor);
        return view(row, actor);
    }

    /** What is too many then is deleted, those last that can be taken. */
    @Audited("warm-pool.resize")
    @Transactional
    public WarmPool resize(WarmPoolId id, int wanted, Actor actor) {
        var before = require(id, actor);
        requireCount(wanted);
        table.resize(id, wanted);
        tell("warm-pool.resize", before, before.draft().wanted() + " before, " + wanted + " from now on.", actor);
        return view(table.find(id).orElseThrow(), actor);
    }

    /** The VMs that wait in it are deleted soon after; those that were taken stay. */
    @Audited("warm-pool.remove")
    @Transactional
    public void remove(WarmPoolId id, Actor actor) {
        var row = require(id, actor);
        table.delete(id);
        tell("warm-pool.remove", row, "The VMs that wait in it are deleted.", actor);
    }

    private static void requireTellable(ImageView image) {
        if (image.kind() != ImageKind.GOLDEN) {
            throw new InvalidRequest(
                    "warm-iso", "image", "Nothing runs from a disc before it is installed. Choose a golden image.");
        }
        if (image.cloudInit() && !image.guestAgent()) {
            throw new InvalidRequest(
                    "warm-no-agent",
                    "image",
                    "Image " + image.name()
                            + " has no guest agent, so a guest of it that runs already could not be told"
                            + " its name and its owner's SSH keys. Choose an image that has one.");
        }
    }

    private Row require(WarmPoolId id, Actor actor) {
        actor.require(Permission.IMAGE_EDIT, Permission.IMAGE_READ, Scope.PLATFORM, NOUN);
        return table.lock(id).orElseThrow(() -> NotFound.of(NOUN));
    }

    private void tell(String action, Row row, String words, Actor actor) {
        events.publishEvent(
                actor.did(action, NOUN, row.id().value(), row.names().words(), null, words));
        changes.announce(Topic.IMAGE, row.id().value(), null);
    }

    /** Its payer may have another name by now; one that is not there any more has the last that it had. */
    private WarmPool view(Row row, Actor actor) {
        var members = table.members(row.id());
        var coming = Math.toIntExact(members.stream()
                .filter(m -> m.lifecycle() == Lifecycle.LAUNCHING || m.lifecycle() == Lifecycle.READY && !m.ready())
                .count());
        var draft = row.draft();
        var payer = tenants.projects(actor).stream()
                .filter(project -> project.id().equals(draft.payer()))
                .findFirst()
                .map(ProjectView::title)
                .orElse(row.names().payer());
        return new WarmPool(
                row.id(),
                draft.image(),
                draft.size(),
                draft.network(),
                draft.payer(),
                row.names().paidBy(payer),
                draft.wanted(),
                Math.toIntExact(members.stream().filter(Member::isTakeable).count()),
                coming,
                row.failure(),
                row.createdAt());
    }

    private static void requireCount(int wanted) {
        if (wanted < 0 || wanted > MOST) {
            throw new InvalidRequest("warm-count", "wanted", "Let 0 to " + MOST + " VMs wait in a pool.");
        }
    }

    private static String count(int wanted) {
        return wanted == 1 ? "1 VM is to" : wanted + " VMs are to";
    }
}
