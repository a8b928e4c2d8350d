package dev.slipway.testing;

import dev.slipway.SlipwayApplication;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/** A whole portal in this JVM with settings of its own, on simulated hosts; several of them share a database. */
public final class PortalNode implements AutoCloseable {
    private final ConfigurableApplicationContext application;

    private PortalNode(ConfigurableApplicationContext application) {
        this.application = application;
    }

    /** @param database a JDBC URL of the test database */
    public static PortalNode start(String database, Path state, Map<String, String> settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=" + TestDatabase.get().user(),
                "--spring.datasource.password=",
                "--slipway.state=" + state));
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new PortalNode(SpringApplication.run(SlipwayApplication.class, arguments.toArray(String[]::new)));
    }

    /**
     * Where the signed-in person is kept is a static of the JVM: see {@link OwnSecurityContext}. To be called before
     * somebody who is signed in asks this node for anything.
     */
    public PortalNode front() {
        SecurityContextHolder.setContextHolderStrategy(get(SecurityContextHolderStrategy.class));
        return this;
    }

    public int port() {
        return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public ConfigurableApplicationContext application() {
        return application;
    }

    public <T> T get(Class<T> type) {
        return application.getBean(type);
    }

    @Override
    public void close() {
        application.close();
    }
}
