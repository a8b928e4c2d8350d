package dev.slipway.intake.guard;

import dev.slipway.kernel.InvalidRequest;

/** What is wrong with a file, in words. */
final class Refusal {
    static final String CODE = "image-rejected";

    private Refusal() {}

    /** @param what completes “The image cannot be used: it …”, and says the way out */
    static InvalidRequest of(String what) {
        return new InvalidRequest(CODE, "file", "The image cannot be used: " + what + ".");
    }

    static void unless(boolean good, String what) {
        if (!good) {
            throw of(what);
        }
    }
}
