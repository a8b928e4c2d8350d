package dev.slipway.testing;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Points the application at a fresh schema of the test database, and lets what waits for it look often at first. */
public class TestDatabaseInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Duration FIRST_LOOK = Duration.ofMillis(5);
    private static final Duration LATER_LOOKS = Duration.ofMillis(100);

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        // Most of what is waited for takes a few milliseconds; a fixed tenth of a second would be most of a test's
        // time.
        Awaitility.setDefaultPollInterval(IterativePollInterval.iterative(
                last -> last.multipliedBy(2).compareTo(LATER_LOOKS) < 0 ? last.multipliedBy(2) : LATER_LOOKS,
                FIRST_LOOK));
        TestDatabase database = TestDatabase.get();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test-database",
                        Map.of(
                                "spring.datasource.url", database.freshSchema(),
                                "spring.datasource.username", database.user(),
                                "spring.datasource.password", "")));
    }
}
