package dev.slipway.vm.disc;

import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.VmId;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.disc.Drive.Disc;
import dev.slipway.vm.launch.ImageFit;
import dev.slipway.vm.outside.OutsideDrive;
import dev.slipway.vm.outside.OutsideDriveRows;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import dev.slipway.vm.work.Beginning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The CD-ROM drives of VMs, two each, and the ISOs of the catalogue that are put into them. */
@Service
public class Drives {
    private final VmLookup lookup;
    private final VmRules rules;
    private final DriveRows rows;
    private final OutsideDriveRows outside;
    private final Images images;
    private final Suspensions suspensions;
    private final Beginning beginning;

    Drives(
            VmLookup lookup,
            VmRules rules,
            DriveRows rows,
            OutsideDriveRows outside,
            Images images,
            Suspensions suspensions,
            Beginning beginning) {
        this.lookup = lookup;
        this.rules = rules;
        this.rows = rows;
        this.outside = outside;
        this.images = images;
        this.suspensions = suspensions;
        this.beginning = beginning;
    }

    /** The first first; those of a VM that was adopted are what its host was last seen to have. */
    @Transactional(readOnly = true)
    public List<Drive> of(VmId vm, Actor actor) {
        var row = lookup.require(vm, Permission.VM_READ, actor);
        var onHost = outside.of(vm).stream()
                .collect(Collectors.toMap(
                        OutsideDrive::number, seen -> new Drive.OnHost(seen.target(), seen.file(), seen.opened())));
        return row.isAdopted()
                ? onHost.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(seen -> Drive.empty(seen.getKey()).with(seen.getValue()))
                        .toList()
                : rows.of(vm).stream()
                        .map(drive -> Optional.ofNullable(onHost.get(drive.number()))
                                .map(drive::with)
                                .orElse(drive))
                        .toList();
    }

    /**
     * Puts a disc into a drive, in place of what is in it, whether the VM runs or not. It is copied to the VM's host first.
     *
     * @param number of the drive, 1 or 2
     * @throws InvalidRequest naming the field that is wrong, such as an image that is no ISO
     * @throws Conflict {@code disc-there} if it is in there already; or what the VM's state forbids
     */
    @Audited("vm.insert-disc")
    @RetriesLostRaces
    @Transactional
    public OperationId insert(VmId id, int number, ImageVersionId version, Actor actor) {
        var vm = require(id, number, actor);
        suspensions.requireActive(vm.owner().tenant());
        var image = images.requireUsable(version, vm.scope(), actor);
        var disc = discOf(image, "image");
        if (in(vm, number).map(Disc::version).equals(Optional.of(disc.version()))) {
            throw new Conflict("disc-there", disc.name() + " is in drive " + number + " already.");
        }
        return change(vm, new DiscChange(number, Optional.of(disc)), "vm.insert-disc", actor);
    }

    /**
     * Takes out what is in a drive. The guest is not asked, as if somebody opened it with a pin.
     *
     * @throws Conflict {@code drive-empty} if nothing is in it; or what the VM's state forbids
     */
    @Audited("vm.eject-disc")
    @RetriesLostRaces
    @Transactional
    public OperationId eject(VmId id, int number, Actor actor) {
        var vm = require(id, number, actor);
        if (in(vm, number).isEmpty()) {
            throw new Conflict("drive-empty", "Drive " + number + " is empty already.");
        }
        return change(vm, new DiscChange(number, Optional.empty()), "vm.eject-disc", actor);
    }

    private VmRow require(VmId id, int number, Actor actor) {
        var vm = lookup.require(id, Permission.VM_DISC, actor);
        if (number < 1 || number > Drive.HOW_MANY) {
            throw new InvalidRequest("no-such-drive", "drive", "A VM has drives 1 and 2.");
        }
        rules.require(VmAction.CHANGE_DISC, vm);
        return vm;
    }

    private Optional<Disc> in(VmRow vm, int number) {
        return rows.of(vm.id()).get(number - 1).disc();
    }

    /** @param field which names the image, as the API spells it @throws InvalidRequest if it is no ISO */
    public static Disc discOf(ImageView image, String field) {
        if (image.kind() != ImageKind.ISO) {
            throw new InvalidRequest(
                    "image-is-no-disc",
                    field,
                    image.name() + " is a golden image, a disk to start from, and no disc for a drive. Choose an ISO.");
        }
        ImageFit.requireLaunchable(image);
        return new Disc(image.version(), image.name(), image.versionLabel());
    }

    private OperationId change(VmRow vm, DiscChange change, String action, Actor actor) {
        var operation = beginning.begin(Verb.CHANGE_DISC, vm, change.arguments(), action, change.words(), actor);
        rows.coming(vm.id(), change.number(), change.disc().map(Disc::version));
        return operation;
    }
}
