package dev.slipway.testing;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Tells the application of an identity provider that signs what tests like. */
public class TestIssuerInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Map<String, Object> settings =
                Map.of("slipway.sso.issuer", TestIssuer.get().issuer(), "slipway.sso.name", "Test Works");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test-issuer", settings));
    }
}
