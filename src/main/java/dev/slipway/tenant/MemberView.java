package dev.slipway.tenant;

import dev.slipway.identity.Role;
import dev.slipway.kernel.UserId;
import java.time.Instant;

/**
 * A person with a role in a project, or as administrator of a tenant.
 *
 * @param fromSignIn whether single sign-on gave the role, and takes it again; it cannot be changed by hand
 * @param enabled whether the account can be signed in with
 */
public record MemberView(
        UserId user, String name, String displayName, boolean enabled, Role role, Instant since, boolean fromSignIn) {}
