package dev.slipway.identity;

import dev.slipway.kernel.UserId;
import java.util.Set;

/** Where a user's roles come from, asked anew for each request, so that a removed membership ends at once. */
public interface GrantSource {
    Set<Grant> grantsOf(UserId user);
}
