package dev.slipway.ui.host;

import dev.slipway.host.HostView;
import dev.slipway.ui.component.Sizing;

/** A host's facts in words. */
final class HostWords {
    private HostWords() {}

    static String disk(HostView host) {
        return host.poolCapacityMib() == 0
                ? "–"
                : Sizing.mib(host.poolAvailableMib()) + " of " + Sizing.mib(host.poolCapacityMib()) + " free";
    }

    static String acceleration(HostView host) {
        return host.acceleration()
                .map(Object::toString)
                .map(how -> how.equals("KVM") ? "by KVM" : "by emulation (slow)")
                .orElse("not known yet");
    }
}
