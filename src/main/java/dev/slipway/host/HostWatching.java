package dev.slipway.host;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HostWatching {
    @Bean
    HostWatcher.Estate watchersShare(
            HostTable table,
            HostRecords records,
            HostInspection inspection,
            HostLosses losses,
            UsageReader usages,
            HostProperties properties,
            Clock clock) {
        return new HostWatcher.Estate(table, records, inspection, losses, usages, properties, clock);
    }
}
