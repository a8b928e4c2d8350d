package dev.slipway.placement;

/** Why a host is not chosen, in the order in which it is asked; the first that holds is told. */
enum Verdict {
    EXCLUDED("was tried already"),
    DISABLED("takes no new VMs"),
    SILENT("does not answer"),
    NOT_READY("is not known well enough yet"),
    OTHER_ARCHITECTURE("has another architecture"),
    NO_NETWORK("does not have the network"),
    TOO_SMALL("is too small"),
    FULL("is full right now");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
