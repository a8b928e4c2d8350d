package dev.slipway.notice.delivery;

/** How an attempt went; in words for whose delivery it is. */
sealed interface Outcome {
    String words();

    record Arrived(String words) implements Outcome {}

    /** Another try may go better. */
    record NotNow(String words) implements Outcome {}

    /** No other try would. */
    record Never(String words) implements Outcome {}

    /** There is nothing to be told any more. */
    record Dropped(String words) implements Outcome {}
}
