package dev.slipway.api;

import dev.slipway.api.ImageBodies.ImageBody;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.ImageView;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.Operations;
import dev.slipway.vm.promote.PromotionProposal;
import dev.slipway.vm.promote.PromotionRequest;
import dev.slipway.vm.promote.Promotions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vms/{vm}")
@Tag(name = "VMs")
class PromotionController {
    private final Promotions promotions;
    private final Operations operations;

    PromotionController(Promotions promotions, Operations operations) {
        this.promotions = promotions;
        this.operations = operations;
    }

    /**
     * What is absent is taken over from the image that the VM was launched from.
     *
     * @param nextOf any version of the image of which it is to be the next one; absent = a new image
     * @param whileRunning whether its disk may be copied while it runs; absent = no, so a running VM is refused
     * @param clean whether to remove from the copy what identifies its guest; absent = no
     * @param platform whether a new image is the platform's, rather than that of the VM's project
     */
    record PromotionBody(
            @Nullable String nextOf,
            @Nullable Boolean whileRunning,
            @Nullable Boolean clean,
            @Nullable Boolean platform,
            @Nullable String name,
            @Nullable String versionLabel,
            @Nullable String releaseNotes,
            @Nullable String description,
            @Nullable String licence,
            @Nullable String maintainer,
            @Nullable String endOfLife,
            @Nullable String os,
            @Nullable String firmware,
            @Nullable String defaultUser,
            @Nullable Boolean cloudInit,
            @Nullable Boolean guestAgent,
            @Nullable Integer minVcpus,
            @Nullable Long minMemoryMib,
            @Nullable Long minDiskMib) {
        PromotionRequest over(ImageDraft usual) {
            var about = usual.about();
            var system = usual.system();
            var needs = usual.needs();
            var said = new UploadBodies.DraftBody(
                    usual.kind().name(),
                    or(name, usual.name()),
                    or(description, about.description()),
                    or(licence, about.licence()),
                    or(maintainer, about.maintainer()),
                    endOfLife != null
                            ? endOfLife
                            : about.endOfLife().map(Object::toString).orElse(null),
                    or(os, system.os()),
                    or(firmware, system.firmware().name()),
                    or(defaultUser, system.defaultUser()),
                    cloudInit != null ? cloudInit : system.cloudInit(),
                    guestAgent != null ? guestAgent : system.guestAgent(),
                    minVcpus != null ? minVcpus : needs.vcpus(),
                    minMemoryMib != null ? minMemoryMib : needs.memoryMib(),
                    minDiskMib != null ? minDiskMib : needs.diskMib(),
                    or(versionLabel, usual.versionLabel()),
                    or(releaseNotes, usual.releaseNotes()));
            return new PromotionRequest(
                    said.read(),
                    platform != null && platform,
                    Optional.ofNullable(nextOf).map(ImageVersionId::parse),
                    whileRunning != null && whileRunning,
                    clean != null && clean);
        }

        private static String or(@Nullable String said, String usual) {
            return said == null ? usual : said;
        }
    }

    /**
     * @param nextOf versions of images of which it could be the next one
     * @param whyNotClean why the portal cannot remove what identifies the guest; absent if it can
     * @param running what it means that its disk would be copied while it runs; absent if it is not running
     */
    record ProposalBody(
            String name,
            String versionLabel,
            String releaseNotes,
            String description,
            String os,
            String firmware,
            String defaultUser,
            boolean cloudInit,
            boolean guestAgent,
            int minVcpus,
            long minMemoryMib,
            long minDiskMib,
            boolean platform,
            List<String> nextOf,
            String cleaning,
            @Nullable String whyNotClean,
            List<String> commands,
            @Nullable String running) {
        static ProposalBody of(PromotionProposal proposal) {
            var draft = proposal.draft();
            return new ProposalBody(
                    draft.name(),
                    draft.versionLabel(),
                    draft.releaseNotes(),
                    draft.about().description(),
                    draft.system().os(),
                    draft.system().firmware().name(),
                    draft.system().defaultUser(),
                    draft.system().cloudInit(),
                    draft.system().guestAgent(),
                    draft.needs().vcpus(),
                    draft.needs().memoryMib(),
                    draft.needs().diskMib(),
                    proposal.platform(),
                    proposal.nextOf().stream()
                            .map(ImageView::version)
                            .map(ImageVersionId::toString)
                            .toList(),
                    proposal.cleaning(),
                    proposal.whyNotCleaned().orElse(null),
                    proposal.commands(),
                    proposal.running().orElse(null));
        }
    }

    @PostMapping("/image")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Make an image of a VM, or the next version of one; cleaned only if asked to. A running one only"
                    + " with whileRunning: its disk is then copied as it is at one moment")
    OperationController.OperationBody promote(
            @PathVariable String vm, @RequestBody(required = false) @Nullable PromotionBody body, Actor actor) {
        var id = VmId.parse(vm);
        var usual = promotions.propose(id, actor).draft();
        var request =
                body == null ? new PromotionRequest(usual, false, Optional.empty(), false, false) : body.over(usual);
        return OperationController.OperationBody.of(operations.get(promotions.promote(id, request, actor), actor));
    }

    @GetMapping("/image/preview")
    @Operation(summary = "What an image of a VM would be like, and what to remove inside the guest before")
    ProposalBody preview(@PathVariable String vm, Actor actor) {
        return ProposalBody.of(promotions.propose(VmId.parse(vm), actor));
    }

    @GetMapping("/images")
    @Operation(summary = "Images that were made of a VM, the newest first")
    List<ImageBody> made(@PathVariable String vm, Actor actor) {
        return promotions.made(VmId.parse(vm), actor).stream()
                .map(ImageBody::of)
                .toList();
    }
}
