package dev.slipway.vm;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.QuotaForecast;
import dev.slipway.quota.QuotaLine;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.vm.end.Deleting;
import dev.slipway.vm.launch.LaunchRequest;
import dev.slipway.vm.launch.LaunchSet;
import dev.slipway.vm.launch.Launched;
import dev.slipway.vm.launch.Launching;
import dev.slipway.vm.launch.Numbering;
import dev.slipway.vm.launch.SizeWish;
import dev.slipway.vm.move.Migrating;
import dev.slipway.vm.move.MigrationOptions;
import dev.slipway.vm.owner.Moving;
import dev.slipway.vm.power.Powering;
import dev.slipway.vm.screen.Screens;
import dev.slipway.vm.serial.SerialLine;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmQueries;
import dev.slipway.vm.work.VmPlaces;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Virtual machines: what a person can do with them. Everything slow is an operation, whose id is returned. */
@Service
public class VirtualMachines {
    private final Launching launching;
    private final Powering powering;
    private final Deleting deleting;
    private final Moving moving;
    private final Migrating migrating;
    private final VmQueries queries;
    private final Screens screens;
    private final VmPlaces places;

    VirtualMachines(
            Launching launching,
            Powering powering,
            Deleting deleting,
            Moving moving,
            Migrating migrating,
            VmQueries queries,
            Screens screens,
            VmPlaces places) {
        this.launching = launching;
        this.powering = powering;
        this.deleting = deleting;
        this.moving = moving;
        this.migrating = migrating;
        this.queries = queries;
        this.screens = screens;
        this.places = places;
    }

    /**
     * @throws dev.slipway.kernel.InvalidRequest naming the field that is wrong
     * @throws dev.slipway.kernel.Conflict {@code name-taken} or {@code idempotency-key-reused}
     * @throws dev.slipway.kernel.QuotaExceeded if the actor may not use that much
     * @throws dev.slipway.kernel.NoCapacity if no host takes it
     */
    @Audited("vm.launch")
    @RetriesLostRaces
    @Transactional
    public Launched launch(LaunchRequest request, Actor actor) {
        return launching.launch(LaunchSet.one(request), actor).getFirst();
    }

    /**
     * As {@link #launch}, of several that differ in their names only: all of them or none.
     *
     * @return in the order of their names
     */
    @Audited("vm.launch")
    @RetriesLostRaces
    @Transactional
    public List<Launched> launchAll(LaunchSet set, Actor actor) {
        return launching.launch(set, actor);
    }

    /** What VMs would be called that are launched right now; nothing is kept free for them. */
    @Transactional(readOnly = true)
    public List<String> names(ProjectId project, Numbering numbering, Actor actor) {
        return launching.names(project, numbering, actor);
    }

    /** What so many would cost the actor in this project, and whether they fit right now. */
    public QuotaPreview quote(ProjectId project, SizeWish size, int count, Actor actor) {
        return launching.quote(project, size, count, actor);
    }

    /** The actor's own path in this project: tenant, project, member. */
    public List<QuotaLine> quota(ProjectId project, Actor actor) {
        return launching.quota(project, actor);
    }

    /** Sortable by {@code name}, {@code createdAt}, {@code status}; newest first unless told otherwise. */
    @Transactional(readOnly = true)
    public Page<VmView> list(VmQuery query, Pageable page, Actor actor) {
        return queries.list(query, page, actor);
    }

    /** Those of these that are there and the actor's to see, in no order; by as many queries for many as for one. */
    @Transactional(readOnly = true)
    public List<VmView> find(Collection<VmId> vms, Actor actor) {
        return queries.find(vms, actor);
    }

    /**
     * What it would take of running quota to turn these on one after the other, and which of them would not fit.
     *
     * @throws dev.slipway.kernel.NotFound if one of them is not the actor's to see
     */
    @Transactional(readOnly = true)
    public QuotaForecast forecastStarts(List<VmId> vms, Actor actor) {
        return powering.forecastStarts(vms, actor);
    }

    @Transactional(readOnly = true)
    public VmView get(VmId vm, Actor actor) {
        return queries.get(vm, actor);
    }

    /** Why it runs where it does; empty while it has no place. Only those who see hosts are told of them. */
    @Transactional(readOnly = true)
    public Optional<WhyHere> whyHere(VmId vm, Actor actor) {
        return places.why(vm, actor);
    }

    @Audited("vm.start")
    @RetriesLostRaces
    @Transactional
    public OperationId start(VmId vm, Actor actor) {
        return powering.submit(Verb.START, vm, actor);
    }

    @Audited("vm.shutdown")
    @RetriesLostRaces
    @Transactional
    public OperationId shutdown(VmId vm, Actor actor) {
        return powering.submit(Verb.SHUTDOWN, vm, actor);
    }

    @Audited("vm.reboot")
    @RetriesLostRaces
    @Transactional
    public OperationId reboot(VmId vm, Actor actor) {
        return powering.submit(Verb.REBOOT, vm, actor);
    }

    @Audited("vm.reset")
    @RetriesLostRaces
    @Transactional
    public OperationId reset(VmId vm, Actor actor) {
        return powering.submit(Verb.RESET, vm, actor);
    }

    @Audited("vm.pause")
    @RetriesLostRaces
    @Transactional
    public OperationId pause(VmId vm, Actor actor) {
        return powering.submit(Verb.PAUSE, vm, actor);
    }

    @Audited("vm.resume")
    @RetriesLostRaces
    @Transactional
    public OperationId resume(VmId vm, Actor actor) {
        return powering.submit(Verb.RESUME, vm, actor);
    }

    /** It is started to go on where it was. */
    @Audited("vm.hibernate")
    @RetriesLostRaces
    @Transactional
    public OperationId hibernate(VmId vm, Actor actor) {
        return powering.submit(Verb.HIBERNATE, vm, actor);
    }

    /** From the disc in its drives, with its disks attached, until {@link #leaveRescue}. */
    @Audited("vm.rescue")
    @RetriesLostRaces
    @Transactional
    public OperationId rescue(VmId vm, Actor actor) {
        return powering.submit(Verb.RESCUE, vm, actor);
    }

    /** It is off after it, and starts from its disk. */
    @Audited("vm.leave-rescue")
    @RetriesLostRaces
    @Transactional
    public OperationId leaveRescue(VmId vm, Actor actor) {
        return powering.submit(Verb.LEAVE_RESCUE, vm, actor);
    }

    @Audited("vm.force-off")
    @RetriesLostRaces
    @Transactional
    public OperationId forceOff(VmId vm, Actor actor) {
        return powering.submit(Verb.FORCE_OFF, vm, actor);
    }

    /** Defines a VM again that its host does not know any more, on the disk that it had. It is off then. */
    @Audited("vm.restore")
    @RetriesLostRaces
    @Transactional
    public OperationId restore(VmId vm, Actor actor) {
        return powering.submit(Verb.RESTORE, vm, actor);
    }

    /**
     * Into the recycle bin: off, with its disks, name and quota, until it is restored or deleted for good. At once and for
     * good while it is being launched (the launch is undone first), after a failed launch, and if it is lost.
     *
     * @throws dev.slipway.kernel.Conflict {@code vm-protected}, {@code vm-binned}
     */
    @Audited("vm.delete")
    @RetriesLostRaces
    @Transactional
    public OperationId delete(VmId vm, Actor actor) {
        return deleting.delete(vm, actor);
    }

    /**
     * Gives a VM to another project, tenant or person, and lets them pay for it from now on; on its host nothing changes.
     *
     * @param owner a person who may launch VMs in that project; empty = whose it is now if they may, else the actor
     * @throws dev.slipway.kernel.QuotaExceeded if whoever gains it has no room: then nothing is moved
     * @throws dev.slipway.kernel.Conflict {@code name-taken}, {@code nothing-to-move}, {@code network-not-there}
     */
    @Audited("vm.move")
    @RetriesLostRaces
    @Transactional
    public void move(VmId vm, ProjectId project, Optional<UserId> owner, Actor actor) {
        moving.move(vm, project, owner, actor);
    }

    /** What a move would take there, and whether it fits right now. */
    @Transactional(readOnly = true)
    public QuotaPreview quoteMove(VmId vm, ProjectId project, Optional<UserId> owner, Actor actor) {
        return moving.quote(vm, project, owner, actor);
    }

    /**
     * Takes it to another host, running or not; its people notice nothing but the progress.
     *
     * @param to empty = the best that placement finds
     * @param mibPerSecond the most that it sends; empty = as the settings say
     * @throws dev.slipway.kernel.Conflict telling why no host, or not this one, takes it
     */
    @Audited("vm.migrate")
    @RetriesLostRaces
    @Transactional
    public OperationId migrate(VmId vm, Optional<HostId> to, OptionalLong mibPerSecond, Actor actor) {
        return migrating.migrate(vm, to, mibPerSecond, actor);
    }

    /** Where it could go right now, and why not elsewhere. */
    @Transactional(readOnly = true)
    public MigrationOptions migrationOptions(VmId vm, Actor actor) {
        return migrating.options(vm, actor);
    }

    /** @throws dev.slipway.kernel.Conflict code {@code vm-off} if there is no screen to show */
    public ScreenEndpoint openScreen(VmId vm, Actor actor) {
        return screens.open(vm, actor);
    }

    /** @throws dev.slipway.kernel.Conflict code {@code vm-off} if nobody could talk to it */
    public SerialLine openSerial(VmId vm, Actor actor) {
        return screens.openSerial(vm, actor);
    }
}
