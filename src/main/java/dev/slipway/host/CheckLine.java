package dev.slipway.host;

import java.util.Optional;

/**
 * One line of the check list.
 *
 * @param finding what was found, as a sentence; empty while it waits
 * @param remedy the command or click that mends it
 */
public record CheckLine(CheckKind kind, CheckResult result, String finding, Optional<String> remedy) {
    static CheckLine ok(CheckKind kind, String finding) {
        return new CheckLine(kind, CheckResult.OK, finding, Optional.empty());
    }

    static CheckLine warning(CheckKind kind, String finding, String remedy) {
        return new CheckLine(kind, CheckResult.WARNING, finding, Optional.of(remedy));
    }

    static CheckLine failed(CheckKind kind, String finding, String remedy) {
        return new CheckLine(kind, CheckResult.FAILED, finding, Optional.of(remedy));
    }
}
