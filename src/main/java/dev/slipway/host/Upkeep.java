package dev.slipway.host;

/** What an administrator does with the machine under a host. */
public enum Upkeep {
    NONE,
    DRAINING,
    MAINTENANCE;

    boolean canBecome(Upkeep next) {
        return switch (this) {
            case NONE -> next == DRAINING;
            case DRAINING -> next == MAINTENANCE || next == NONE;
            case MAINTENANCE -> next == NONE;
        };
    }
}
