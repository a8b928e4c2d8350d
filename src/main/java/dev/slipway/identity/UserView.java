package dev.slipway.identity;

import dev.slipway.kernel.UserId;

/** A person with an account. */
public record UserView(UserId id, String name, String displayName, boolean enabled) {}
