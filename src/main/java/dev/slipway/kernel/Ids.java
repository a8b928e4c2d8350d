package dev.slipway.kernel;

import java.util.UUID;

final class Ids {
    private static final int UUID_LENGTH = 36;

    private Ids() {}

    static UUID parse(String text) {
        try {
            if (text.length() == UUID_LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            // falls through: no id, so nothing of that name
        }
        throw NotFound.of("object");
    }
}
