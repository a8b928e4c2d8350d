package dev.slipway.ui.request;

import dev.slipway.quota.Level;

/** Levels in the words of people. */
final class Levels {
    private Levels() {}

    static String whose(Level level, String name) {
        return switch (level) {
            case TENANT -> "tenant " + name;
            case PROJECT -> "project " + name;
            case MEMBER -> "member " + name;
        };
    }
}
