package dev.slipway.intake;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.PoolId;
import dev.slipway.storage.StoragePools;
import dev.slipway.storage.StorageVolume;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Images that lie on hosts already, in pools: found there, fetched, and looked into like any file that somebody brings. */
@Service
public class PoolImports {
    private final StoragePools pools;
    private final IntakeAdmission admission;
    private final IntakeChecking checking;
    private final ApplicationEventPublisher events;

    PoolImports(
            StoragePools pools, IntakeAdmission admission, IntakeChecking checking, ApplicationEventPublisher events) {
        this.pools = pools;
        this.admission = admission;
        this.checking = checking;
        this.events = events;
    }

    /** All volumes of a pool as last seen: which could be images, and why the others are none. */
    @Transactional(readOnly = true)
    public List<VolumeCandidate> candidates(PoolId pool, Actor actor) {
        return pools.volumes(pool, actor).stream()
                .map(volume -> new VolumeCandidate(
                        volume.name(), volume.capacityMib(), volume.allocatedMib(), VolumeLook.whyNot(volume)))
                .toList();
    }

    /**
     * Has a volume fetched and looked into, by an operation; it stays where it is.
     *
     * @throws Conflict {@code volume-not-imported} telling why, if it is somebody's or no image
     */
    @Audited("import.begin-volume")
    @Transactional
    public Intake begin(PoolId pool, String volume, Actor actor) {
        var where = pools.get(pool, actor);
        actor.require(Permission.IMAGE_EDIT, Scope.PLATFORM);
        var found = find(pool, volume, actor);
        VolumeLook.whyNot(found).ifPresent(why -> {
            throw new Conflict("volume-not-imported", why);
        });
        var intake = admission
                .intake(IntakeState.CHECKING, NewUpload.name(volume), actor)
                .from(new VolumeAddress(pool, volume).toString(), Optional.empty(), Optional.empty(), Optional.empty());
        admission.admit(intake);
        events.publishEvent(actor.did(
                "import.begin-volume",
                IntakeAccess.NOUN,
                intake.id().value(),
                intake.fileName(),
                null,
                "From " + found.path() + " in pool " + where.name() + " of host " + where.host()));
        checking.submit(intake, actor);
        return intake;
    }

    private StorageVolume find(PoolId pool, String volume, Actor actor) {
        return pools.volumes(pool, actor).stream()
                .filter(v -> v.name().equals(volume))
                .findFirst()
                .orElseThrow(() -> NotFound.of("volume"));
    }
}
