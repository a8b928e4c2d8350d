package dev.slipway;

import java.time.Clock;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What all modules share at run time: the clock, retries of lost database races, the scheduler of small repeated looks. */
@Configuration
@ConfigurationPropertiesScan
@EnableResilientMethods
@EnableScheduling
class SlipwayConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
