package dev.slipway.catalog;

import java.time.Instant;

/**
 * Who signed what a version was published from.
 *
 * @param keyName as the platform called the key then
 * @param owner as the key calls itself; may be empty
 * @param fingerprint of the key, in capitals, without spaces
 * @param at when it says to have been signed
 */
public record ImageSignature(String keyName, String owner, String fingerprint, Of of, Instant at) {
    /** What was signed. */
    public enum Of {
        FILE("the file"),
        /** In which the file is. */
        CHECKSUMS("its list of checksums");

        private final String words;

        Of(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
