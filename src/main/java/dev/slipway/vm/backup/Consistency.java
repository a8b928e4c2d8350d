package dev.slipway.vm.backup;

/** How whole what is on the disk was when it was copied. */
public enum Consistency {
    OFF("taken while it was off"),
    QUIET("taken while it ran, its file systems held still"),
    POWER_CUT("taken while it ran, as after a power cut");

    private final String words;

    Consistency(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
