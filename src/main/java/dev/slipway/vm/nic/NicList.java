package dev.slipway.vm.nic;

import java.util.List;
import java.util.Optional;

/** A VM's network cards, in the order in which they came. @param most how many there may be @param whyNoMore why none can be added now */
public record NicList(List<NicView> all, int most, Optional<String> whyNoMore) {
    public NicList {
        all = List.copyOf(all);
    }
}
