package dev.slipway.testing;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Tells the application of a mail server. */
public class TestMailInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Map<String, Object> settings = Map.of(
                "slipway.mail.host", "127.0.0.1",
                "slipway.mail.port", TestMail.port(),
                "slipway.mail.security", "NONE",
                "slipway.mail.from", "Slipway <slipway@example.org>",
                "slipway.notice.delivery.portal-url", "https://portal.example.org");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test-mail", settings));
    }
}
