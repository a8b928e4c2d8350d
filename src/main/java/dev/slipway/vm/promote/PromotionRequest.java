package dev.slipway.vm.promote;

import dev.slipway.catalog.ImageDraft;
import dev.slipway.kernel.ImageVersionId;
import java.util.Optional;

/**
 * What image to make of a VM.
 *
 * @param draft what is said of it; of an image that there is already, the name counts for nothing
 * @param platform whether a new image is the platform's, rather than that of the VM's project
 * @param nextOf any version of the image of which it is to be the next one; empty = a new image
 * @param cleaned whether what identifies its guest is removed from the copy of its disk; the VM's own stays as it is
 * @param whileRunning whether its disk may be copied while it runs; counts for nothing if it is off
 */
public record PromotionRequest(
        ImageDraft draft, boolean platform, Optional<ImageVersionId> nextOf, boolean whileRunning, boolean cleaned) {}
