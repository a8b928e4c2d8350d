package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Tells the application of the real parts. */
public class RealPartsInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            Map<String, Object> settings =
                    Map.copyOf(RealParts.get().settings(Files.createTempDirectory("slipway-state")));
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("real-parts", settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
