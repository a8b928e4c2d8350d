package dev.slipway.vm.bulk;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.VmTags;
import java.util.List;
import java.util.Optional;

/** @param vms 1 to 200, each once @param tag for the verbs that are about one, and for no others */
public record BulkWish(BulkVerb verb, List<VmId> vms, Optional<String> tag) {
    public static final int MOST = 200;

    /** @throws InvalidRequest naming the field that is wrong */
    public BulkWish {
        vms = vms.stream().distinct().toList();
        if (vms.isEmpty() || vms.size() > MOST) {
            throw new InvalidRequest("bulk-count", "vms", "Choose 1 to " + MOST + " VMs at once.");
        }
        tag.ifPresent(VmTags::checked);
        if (tag.isPresent() != verb.isAboutATag()) {
            throw new InvalidRequest(
                    "bulk-tag",
                    "tag",
                    verb.isAboutATag() ? "Say which tag." : "A tag is for ADD_TAG and REMOVE_TAG only.");
        }
    }
}
