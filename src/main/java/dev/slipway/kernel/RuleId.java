package dev.slipway.kernel;

import java.util.UUID;

/** A rule of single sign-on. */
public record RuleId(UUID value) {
    public static RuleId random() {
        return new RuleId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static RuleId parse(String text) {
        return new RuleId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
