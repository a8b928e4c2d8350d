package dev.slipway.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param local whether people may sign in with an account of the portal's own
 * @param secondFactorRequired whether each of these has to have a second factor
 */
@ConfigurationProperties("slipway.sign-in")
public record SignInSettings(
        @DefaultValue("true") boolean local,
        @DefaultValue("false") boolean secondFactorRequired) {}
