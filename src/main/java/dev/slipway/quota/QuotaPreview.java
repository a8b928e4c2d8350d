package dev.slipway.quota;

import java.util.List;

/**
 * What a charge would do, said beforehand.
 *
 * @param lines each dimension the cost touches, on each level
 * @param refusals the sentences that would refuse it; empty if it fits right now
 */
public record QuotaPreview(Amounts cost, List<QuotaLine> lines, List<String> refusals) {
    public QuotaPreview {
        lines = List.copyOf(lines);
        refusals = List.copyOf(refusals);
    }

    public boolean fits() {
        return refusals.isEmpty();
    }
}
