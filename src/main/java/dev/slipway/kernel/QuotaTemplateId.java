package dev.slipway.kernel;

import java.util.UUID;

/** Limits by a name, for tenants to start with. */
public record QuotaTemplateId(UUID value) {
    public static QuotaTemplateId random() {
        return new QuotaTemplateId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static QuotaTemplateId parse(String text) {
        return new QuotaTemplateId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
