/**
 * Single sign-on with an identity provider, by OpenID Connect: who somebody is there, what they get here by rules, and how
 * their sessions end. The only user of Spring's OAuth2. Invariants: nobody is known by a name or an address, only by issuer
 * and subject; a claim counts only from a token whose signature, issuer, audience and time were checked; who no rule maps
 * has no access.
 */
@ApplicationModule(allowedDependencies = {"kernel", "identity", "tenant", "live"})
@NullMarked
package dev.slipway.sso;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
