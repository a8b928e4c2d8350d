package dev.slipway.notice.delivery;

/** Where a delivery stands. */
public enum DeliveryState {
    WAITING("On its way"),
    DONE("Arrived"),
    FAILED("Failed"),
    DROPPED("Not sent");

    private final String words;

    DeliveryState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
