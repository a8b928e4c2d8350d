package dev.slipway.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.hypervisor.simulated.SimulatedHosts;
import dev.slipway.identity.SecretSeal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A portal node of which only the estate runs: hosts, networks, catalogue, placement, on simulated hosts and the real
 * database. Quick to start, so that a test can have two of them, and kill one.
 */
public final class EstateNode implements AutoCloseable {
    private static final Map<String, Object> QUICK = Map.of(
            "slipway.host.lease", "1200ms",
            "slipway.host.look-every", "2s",
            "slipway.host.measure-every", "300ms",
            "slipway.host.silent-after", "400ms",
            "slipway.host.retry-at-most", "200ms");

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final Queue<Object> events = new ConcurrentLinkedQueue<>();

    private EstateNode(String url, Path state, Map<String, Object> settings) {
        var sources = context.getEnvironment().getPropertySources();
        sources.addFirst(new MapPropertySource("quick", QUICK));
        sources.addFirst(new MapPropertySource("settings", settings));
        sources.addFirst(new MapPropertySource("node", Map.of("url", url, "slipway.state", state.toString())));
        context.register(Parts.class);
        context.addApplicationListener((PayloadApplicationEvent<?> event) -> events.add(event.getPayload()));
        context.refresh();
    }

    /** A fresh, migrated schema, for one or more nodes. */
    public static String schema() {
        var url = TestDatabase.get().freshSchema();
        Flyway.configure()
                .dataSource(url, TestDatabase.get().user(), "")
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return url;
    }

    /** @param state the directory with the image store, shared by nodes as the schema is */
    public static EstateNode start(String url, Path state, Map<String, Object> settings) {
        return new EstateNode(url, state, settings);
    }

    public static EstateNode start(String url, Path state) {
        return start(url, state, Map.of());
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public SimulatedHost machine(String name) {
        return get(SimulatedHosts.class).host(name);
    }

    /** What was published on this node so far. */
    public <T> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** What the whole application says of itself once it is up. */
    public void tellReady() {
        context.publishEvent(
                new ApplicationReadyEvent(new SpringApplication(Parts.class), new String[0], context, Duration.ZERO));
    }

    @Override
    public void close() {
        context.close();
    }

    /** No @Configuration, lest the whole application finds it when it scans for its parts. */
    @EnableTransactionManagement
    @ConfigurationPropertiesScan({
        "dev.slipway.host",
        "dev.slipway.placement",
        "dev.slipway.catalog",
        "dev.slipway.network",
        "dev.slipway.storage"
    })
    @ComponentScan(
            basePackages = {
                "dev.slipway.live",
                "dev.slipway.hypervisor",
                "dev.slipway.host",
                "dev.slipway.network",
                "dev.slipway.catalog",
                "dev.slipway.placement",
                "dev.slipway.storage"
            },
            // There are no operations here.
            excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*Test(\\$.*)?|.*(StoragePools|\\.Staging)"))
    static class Parts {
        @Bean
        DataSource dataSource(Environment environment) {
            var config = new HikariConfig();
            config.setJdbcUrl(environment.getRequiredProperty("url"));
            config.setUsername(TestDatabase.get().user());
            config.setPassword("");
            config.setMaximumPoolSize(24);
            config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
            return new HikariDataSource(config);
        }

        @Bean
        JdbcClient jdbc(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        TransactionTemplate transactions(PlatformTransactionManager manager) {
            return new TransactionTemplate(manager);
        }

        @Bean
        SecretSeal seal(Environment environment) {
            return SecretSeal.keptIn(Path.of(environment.getRequiredProperty("slipway.state")));
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
