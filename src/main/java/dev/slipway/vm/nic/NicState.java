package dev.slipway.vm.nic;

/** How far a network card is. One whose adding fails is not there any more, nor is one that is removed. */
public enum NicState {
    ADDING("being added"),
    READY("ready"),
    REMOVING("being removed");

    private final String words;

    NicState(String words) {
        this.words = words;
    }

    /** For sentences: "it is being added". */
    public String words() {
        return words;
    }

    /** Whether its VM is defined with it. */
    boolean isInDefinition() {
        return switch (this) {
            case READY, REMOVING -> true;
            case ADDING -> false;
        };
    }
}
