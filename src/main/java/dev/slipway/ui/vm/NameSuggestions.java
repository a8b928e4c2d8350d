package dev.slipway.ui.vm;

import java.util.List;
import java.util.random.RandomGenerator;

/** Names nobody has to think about: two short words and a number, always a good host name. */
final class NameSuggestions {
    private static final List<String> HOW = List.of(
            "brave", "bright", "calm", "clear", "deep", "fair", "firm", "keen", "light", "lively", "quiet", "ready",
            "steady", "swift", "warm", "wide");
    private static final List<String> WHAT = List.of(
            "anchor", "beacon", "brig", "buoy", "clipper", "coast", "cove", "current", "dock", "ferry", "harbour",
            "heron", "keel", "mast", "otter", "pier", "reef", "sail", "sloop", "tern", "tide", "wave");
    private static final int NUMBERS = 100;

    private NameSuggestions() {}

    static String next(RandomGenerator random) {
        return HOW.get(random.nextInt(HOW.size())) + "-" + WHAT.get(random.nextInt(WHAT.size())) + "-"
                + random.nextInt(NUMBERS);
    }
}
