package dev.slipway.sso;

import dev.slipway.kernel.UserId;

/** What becomes of somebody who has proved who they are. */
sealed interface Admission {
    record Admitted(UserId user, String name) implements Admission {}

    /** Nobody has given them anything. @param name as they are called at the provider */
    record Unmapped(String name) implements Admission {}

    /** Their account was disabled here. */
    record Disabled(String name) implements Admission {}
}
