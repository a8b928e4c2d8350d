package dev.slipway.tenant;

import dev.slipway.kernel.QuotaTemplateId;
import java.util.Optional;

/**
 * A tenant to be.
 *
 * @param administrator the name that its first administrator signs in with, if there is to be one
 * @param template what it may use; empty: what the settings say
 */
public record NewTenant(String name, Optional<String> administrator, Optional<QuotaTemplateId> template) {}
