package dev.slipway.vm.bulk;

import dev.slipway.kernel.VmId;
import dev.slipway.quota.QuotaPreview;
import java.util.List;
import java.util.Optional;

/**
 * What would come of a wish right now.
 *
 * @param consequences sentences, of all that it will be done to together
 * @param quota what that takes; empty if it takes nothing
 * @param vms in the order of the wish
 */
public record BulkPreview(List<String> consequences, Optional<QuotaPreview> quota, List<Line> vms) {
    public BulkPreview {
        consequences = List.copyOf(consequences);
        vms = List.copyOf(vms);
    }

    /** @param name empty if it is not there, or not the actor's to see @param whyNot empty if it will be done */
    public record Line(VmId vm, Optional<String> name, Optional<String> whyNot) {}

    public long willBeDone() {
        return vms.stream().filter(line -> line.whyNot().isEmpty()).count();
    }
}
