package dev.slipway.host;

import dev.slipway.identity.Actor;

/** Hosts for tests that have other things on their mind: registered as the settings would, without a check list. */
public final class KnownHosts {
    /** Where a portal's parts are found. */
    public interface Beans {
        <T> T get(Class<T> type);
    }

    private KnownHosts() {}

    public static HostView register(Beans portal, HostDraft draft) {
        return portal.get(HostRegistration.class)
                .register(draft, draft.connection().uri(), Actor.system("test"));
    }
}
