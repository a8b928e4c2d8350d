package dev.slipway.kernel;

import java.util.UUID;

/** A pool of VMs that are kept running for whoever launches such a one next. */
public record WarmPoolId(UUID value) {
    public static WarmPoolId random() {
        return new WarmPoolId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static WarmPoolId parse(String text) {
        return new WarmPoolId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
