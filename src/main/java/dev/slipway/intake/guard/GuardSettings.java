package dev.slipway.intake.guard;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of what opens files that nobody has looked into.
 *
 * @param memory address space
 * @param inspection how long looking may take
 * @param conversion how long converting may take
 * @param cleaning how long cleaning may take, in an appliance without acceleration
 * @param applianceMemory address space of that appliance
 * @param unconfined whether it may run without namespaces of its own, where the machine lets nobody make any
 */
@ConfigurationProperties("slipway.guard")
public record GuardSettings(
        @DefaultValue("1GB") DataSize memory,
        @DefaultValue("10m") Duration inspection,
        @DefaultValue("3h") Duration conversion,
        @DefaultValue("30m") Duration cleaning,
        @DefaultValue("6GB") DataSize applianceMemory,
        @DefaultValue("false") boolean unconfined) {}
