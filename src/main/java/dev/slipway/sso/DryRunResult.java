package dev.slipway.sso;

import java.util.List;

/**
 * What claims would give.
 *
 * @param person who it would be, in words
 * @param admitted whether they would be let in
 * @param verdict the same in a sentence
 */
public record DryRunResult(String person, boolean admitted, String verdict, List<Line> lines) {
    /**
     * @param position of the rule
     * @param counts whether the person has it then
     * @param outcome what becomes of it, in words
     */
    public record Line(int position, String claim, String value, String gives, boolean counts, String outcome) {}
}
