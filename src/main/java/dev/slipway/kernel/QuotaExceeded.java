package dev.slipway.kernel;

import java.util.Map;

/** A limit would be passed. The message names the dimension, the level, what is missing and the way out. */
public class QuotaExceeded extends Problem {
    private final Map<String, Object> facts;

    /**
     * @param facts {@code dimension}, {@code level}, {@code levelName}, {@code limit}, {@code used}, {@code missing}; and
     *     what is needed to ask for more: {@code project}, {@code member}, and {@code needs}, all that was to be charged
     *     (a map from dimensions to amounts)
     */
    public QuotaExceeded(String message, Map<String, Object> facts) {
        super("quota-exceeded", message, null, null);
        this.facts = Map.copyOf(facts);
    }

    @Override
    public String title() {
        return "Quota exceeded";
    }

    @Override
    public Map<String, Object> facts() {
        return facts;
    }
}
