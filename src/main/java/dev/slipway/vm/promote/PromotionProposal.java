package dev.slipway.vm.promote;

import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.ImageView;
import java.util.List;
import java.util.Optional;

/**
 * What an image of a VM would be like unless somebody says otherwise.
 *
 * @param draft as the image that it was launched from
 * @param platform whether the actor may make it an image of the platform
 * @param nextOf images of which it could be the next version
 * @param cleaning what is done about what identifies the guest unless the portal is told to remove it
 * @param whyNotCleaned why the portal cannot do that here, as a sentence; empty if it can
 * @param commands to run inside the guest before, line by line
 * @param running what it means that its disk would be copied while it runs; empty if it is not running
 */
public record PromotionProposal(
        ImageDraft draft,
        boolean platform,
        List<ImageView> nextOf,
        String cleaning,
        Optional<String> whyNotCleaned,
        List<String> commands,
        Optional<String> running) {
    public PromotionProposal {
        nextOf = List.copyOf(nextOf);
        commands = List.copyOf(commands);
    }
}
