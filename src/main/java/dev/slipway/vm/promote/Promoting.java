package dev.slipway.vm.promote;

import dev.slipway.catalog.ImageAbout;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageState;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.Masters;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.intake.TakenDisks;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.VmRow;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which image may become of a VM: whose, called how, and taken over from the one that it was launched from. */
@Component
class Promoting {
    private final Images images;
    private final Masters masters;
    private final TakenDisks disks;
    private final Clock clock;

    Promoting(Images images, Masters masters, TakenDisks disks, Clock clock) {
        this.disks = disks;
        this.images = images;
        this.masters = masters;
        this.clock = clock;
    }

    /** @param owner whose it is to be; @param draft with the name that it gets */
    record Target(Scope owner, ImageDraft draft) {}

    PromotionProposal propose(VmRow vm, Actor actor) {
        var draft = draft(vm);
        var runs = runs(vm);
        boolean cloudInit = draft.system().cloudInit();
        return new PromotionProposal(
                draft,
                actor.can(Permission.IMAGE_EDIT, Scope.PLATFORM),
                images.list(actor).stream()
                        .filter(image -> image.kind() == ImageKind.GOLDEN
                                && image.standing().state() != ImageState.RETIRED
                                && whyNotFor(image, vm) == null
                                && mayOwn(image.standing().owner().scope(), actor))
                        .toList(),
                runs ? RunningWords.CLEANING : GuestCleaning.WORDS,
                disks.whyNotCleaned(),
                runs ? RunningWords.commands(cloudInit) : GuestCleaning.commands(cloudInit),
                runs ? Optional.of(RunningWords.before(draft.system().guestAgent())) : Optional.empty());
    }

    /** Whether its disk would be copied while it runs. */
    static boolean runs(VmRow vm) {
        return vm.power().observed() == ObservedPower.RUNNING;
    }

    private static boolean mayOwn(Scope owner, Actor actor) {
        return actor.can(owner.project() == null ? Permission.IMAGE_EDIT : Permission.IMAGE_OWN, owner);
    }

    private ImageDraft draft(VmRow vm) {
        var image = vm.image()
                .version()
                .flatMap(masters::find)
                .orElseThrow(() -> new Conflict("vm-no-image", "It stands on no image, so none is made of it."));
        return new ImageDraft(
                ImageKind.GOLDEN,
                vm.name(),
                new ImageAbout(
                        image.description(),
                        image.about().licence(),
                        image.about().maintainer(),
                        image.about().endOfLife()),
                image.system(),
                image.needs(),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString(),
                "Made of VM " + vm.name() + ", which was launched from "
                        + vm.image().name() + " " + vm.image().label() + ".");
    }

    /**
     * @throws InvalidRequest if it is no golden image, or the next version of one that is elsewhere
     * @throws Conflict {@code image-name-taken}, {@code image-retired}, {@code clean-unavailable}
     */
    Target target(VmRow vm, PromotionRequest wanted, Actor actor) {
        if (wanted.draft().kind() != ImageKind.GOLDEN) {
            throw new InvalidRequest("image-kind", "kind", "A VM's disk becomes a golden image, never an ISO.");
        }
        if (wanted.cleaned()) {
            disks.whyNotCleaned().ifPresent(why -> {
                throw new Conflict("clean-unavailable", why + " Make the image without cleaning it.");
            });
        }
        return wanted.nextOf()
                .map(image -> next(vm, image, wanted.draft(), actor))
                .orElseGet(() -> fresh(vm, wanted, actor));
    }

    private Target next(VmRow vm, ImageVersionId id, ImageDraft draft, Actor actor) {
        var image = images.get(id, actor);
        var owner = image.standing().owner().scope();
        actor.require(owner.project() == null ? Permission.IMAGE_EDIT : Permission.IMAGE_OWN, owner);
        var whyNot = whyNotFor(image, vm);
        if (whyNot != null) {
            throw whyNot;
        }
        if (image.standing().state() == ImageState.RETIRED) {
            throw new Conflict(
                    "image-retired",
                    "Image " + image.name()
                            + " is retired, so nothing new of it is published. Take that back first, or make"
                            + " a new image.");
        }
        return new Target(
                owner,
                new ImageDraft(
                        ImageKind.GOLDEN,
                        image.name(),
                        draft.about(),
                        draft.system(),
                        draft.needs(),
                        draft.versionLabel(),
                        draft.releaseNotes()));
    }

    /** What is on a project's disk goes to its own people, or by an administrator to everybody; never to another project. */
    private static @Nullable InvalidRequest whyNotFor(ImageView image, VmRow vm) {
        if (image.kind() != ImageKind.GOLDEN) {
            return new InvalidRequest("image-kind", "image", "That is an ISO. Name a golden image, or make a new one.");
        }
        var owner = image.standing().owner().scope();
        return owner.project() == null || owner.equals(vm.scope())
                ? null
                : new InvalidRequest(
                        "image-elsewhere",
                        "image",
                        "That image belongs to another project than the VM. Make a new image, or hand the VM over first.");
    }

    private Target fresh(VmRow vm, PromotionRequest wanted, Actor actor) {
        if (wanted.platform()) {
            actor.require(Permission.IMAGE_EDIT, Scope.PLATFORM);
        }
        Scope owner = wanted.platform() ? Scope.PLATFORM : vm.scope();
        List<ImageView> same = images.list(actor).stream()
                .filter(image -> image.name().equals(wanted.draft().name())
                        && image.standing().owner().scope().equals(owner))
                .toList();
        if (!same.isEmpty()) {
            throw new Conflict(
                    "image-name-taken",
                    "There is an image " + wanted.draft().name()
                            + " already. Make the next version of it, or choose another name.");
        }
        return new Target(owner, wanted.draft());
    }
}
