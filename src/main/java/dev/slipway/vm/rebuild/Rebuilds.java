package dev.slipway.vm.rebuild;

import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.VmId;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.launch.ImageFit;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.Beginning;
import dev.slipway.vm.work.VmHosts;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * VMs that are built anew from a version of their image: what is on the disk goes, everything else stays, such as name,
 * addresses, keys, first-boot settings and the discs in the drives.
 */
@Service
public class Rebuilds {
    private final VmLookup lookup;
    private final VmRules rules;
    private final VmStore store;
    private final Images images;
    private final Suspensions suspensions;
    private final Beginning beginning;

    Rebuilds(
            VmLookup lookup,
            VmRules rules,
            VmStore store,
            Images images,
            Suspensions suspensions,
            Beginning beginning) {
        this.lookup = lookup;
        this.rules = rules;
        this.store = store;
        this.images = images;
        this.suspensions = suspensions;
        this.beginning = beginning;
    }

    /** The versions of its image that it can be built from, the newest first; among them, mostly, the one that it has. */
    @Transactional(readOnly = true)
    public List<ImageView> choices(VmId vm, Actor actor) {
        return choices(lookup.require(vm, Permission.VM_REBUILD, actor), actor);
    }

    /**
     * Its disk is replaced by a fresh one of that version; the guest then does its first boot again.
     *
     * @param version of its image; empty for the newest that there is for it
     * @throws Conflict {@code vm-on} if it is not off; {@code image-gone}, {@code image-retired}, {@code image-withdrawn},
     *     {@code image-does-not-fit}
     * @throws InvalidRequest {@code other-image} if it is no version of its image
     */
    @Audited("vm.rebuild")
    @RetriesLostRaces
    @Transactional
    public OperationId rebuild(VmId id, Optional<ImageVersionId> version, Actor actor) {
        var vm = lookup.require(id, Permission.VM_REBUILD, actor);
        rules.require(VmAction.REBUILD, vm);
        suspensions.requireActive(vm.owner().tenant());
        var image = image(vm, version.orElseGet(() -> newest(vm, actor)), actor);
        var rebuild = Rebuild.of(VmHosts.newDiskName(id), image);
        var operation = beginning.begin(Verb.REBUILD, vm, rebuild.arguments(), "vm.rebuild", rebuild.words(), actor);
        store.coming(id, Optional.of(image.version()));
        return operation;
    }

    private ImageVersionId newest(VmRow vm, Actor actor) {
        return choices(vm, actor).stream()
                .findFirst()
                .map(ImageView::version)
                .orElseThrow(() -> new Conflict(
                        "image-gone",
                        "There is no version of image " + vm.image().name()
                                + " that it could be built from: it is gone, retired, not for this project any more, or"
                                + " does not fit. Launch a new VM."));
    }

    private List<ImageView> choices(VmRow vm, Actor actor) {
        try {
            return vm
                    .golden()
                    .map(version -> images.usableVersions(version, vm.scope(), actor))
                    .orElse(List.of())
                    .stream()
                    .filter(image -> whyNot(vm, image).isEmpty())
                    .toList();
        } catch (NotFound e) {
            return List.of();
        }
    }

    private ImageView image(VmRow vm, ImageVersionId version, Actor actor) {
        var image = images.requireUsable(version, vm.scope(), actor);
        if (!isOfItsImage(vm, image, actor)) {
            throw new InvalidRequest(
                    "other-image",
                    "image",
                    "It was launched from " + vm.image().name() + ", and is built anew from a version of that only."
                            + " Launch a new VM of another image.");
        }
        whyNot(vm, image).ifPresent(refusal -> {
            throw refusal;
        });
        return image;
    }

    private boolean isOfItsImage(VmRow vm, ImageView image, Actor actor) {
        return images.versions(image.version(), actor).stream()
                .anyMatch(one -> vm.golden().equals(Optional.of(one.version())));
    }

    private static Optional<Problem> whyNot(VmRow vm, ImageView image) {
        try {
            ImageFit.requireLaunchable(image);
        } catch (Problem e) {
            return Optional.of(e);
        }
        return misfit(vm, image)
                .map(why -> new Conflict(
                        "image-does-not-fit",
                        "Version " + image.versionLabel() + " " + why + ". Launch a new VM of it instead."));
    }

    private static Optional<String> misfit(VmRow vm, ImageView image) {
        return image.lacking(vm.resources())
                .map(lacking -> "needs " + lacking + ", and this VM has less")
                .or(() -> image.firmware() == vm.image().firmware()
                        ? Optional.empty()
                        : Optional.of("starts by " + image.firmware().words() + ", and this VM by "
                                + vm.image().firmware().words()));
    }
}
