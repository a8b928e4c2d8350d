package dev.slipway.vm.warm;

import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.SizeId;
import dev.slipway.vm.launch.LaunchRequest;
import java.util.List;
import java.util.Optional;

/** A pool that somebody wants. @param wanted 0 to 50 VMs */
public record WarmPoolDraft(ImageVersionId image, SizeId size, NetworkId network, ProjectId payer, int wanted) {
    /** As whoever takes one would launch it: with nothing of anybody in it. */
    LaunchRequest launch(String name) {
        return new LaunchRequest(payer, name, image, size, network, List.of(), Optional.empty(), Optional.empty());
    }
}
