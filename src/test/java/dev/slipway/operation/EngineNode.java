package dev.slipway.operation;

import static org.springframework.context.ApplicationListener.forPayload;

import com.zaxxer.hikari.HikariDataSource;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.AuditableEvent;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.live.Changes;
import dev.slipway.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
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

/** One portal node with nothing in it but the engine, on a real database that it may share with others. */
final class EngineNode implements AutoCloseable {
    static final TenantId TENANT = new TenantId(new UUID(1, 1));
    static final ProjectId PROJECT = new ProjectId(new UUID(2, 2));
    static final Actor ADA = new Actor(null, "ada", "127.0.0.1", Set.of());

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private final List<Object> told = new CopyOnWriteArrayList<>();

    private EngineNode(String url, Clock clock, Map<String, Object> settings, Workflow... workflows) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("url", Map.of("test.url", url, "test.user", "root")));
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", settings));
        context.register(Parts.class);
        context.addApplicationListener(forPayload(told::add));
        context.registerBean(Clock.class, () -> clock);
        for (Workflow workflow : workflows) {
            context.registerBean(workflow.kind(), Workflow.class, () -> workflow);
        }
        context.refresh();
    }

    static String freshDatabase() {
        String url = TestDatabase.get().freshSchema();
        Flyway.configure()
                .dataSource(url, TestDatabase.get().user(), "")
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return url;
    }

    static EngineNode start(String url, Clock clock, Map<String, Object> settings, Workflow... workflows) {
        return new EngineNode(url, clock, settings, workflows);
    }

    /** Quick retries, the real clock. */
    static EngineNode start(String url, Workflow... workflows) {
        return start(url, Clock.systemUTC(), Map.of("slipway.operation.first-retry", "10ms"), workflows);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    BeanFactory beans() {
        return context;
    }

    Operations operations() {
        return bean(Operations.class);
    }

    TransactionTemplate tx() {
        return new TransactionTemplate(bean(PlatformTransactionManager.class));
    }

    OperationId submit(String kind, UUID target) {
        return tx().execute(t -> operations().submit(request(kind, target), ADA));
    }

    OperationId submit(String kind) {
        return submit(kind, UUID.randomUUID());
    }

    static OperationRequest request(String kind, UUID target) {
        return new OperationRequest(kind, "vm", target, "web-1", Scope.of(TENANT, PROJECT), Map.of("disk", "d1"));
    }

    OperationView view(OperationId id) {
        return operations().get(id, Actor.system("test"));
    }

    OperationView awaitEnd(OperationId id) {
        return awaitThat(id, view -> view.state().isFinal());
    }

    OperationView awaitThat(OperationId id, Predicate<OperationView> condition) {
        return Awaitility.await("operation " + id)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> view(id), condition);
    }

    /** What was told to the audit about this operation's target. */
    List<AuditableEvent> audited(UUID target) {
        return told.stream()
                .filter(AuditableEvent.class::isInstance)
                .map(AuditableEvent.class::cast)
                .filter(event -> target.equals(event.targetId()))
                .toList();
    }

    long jobs() {
        return bean(JdbcClient.class)
                .sql("select count(*) from operation_job")
                .query(Long.class)
                .single();
    }

    @Override
    public void close() {
        context.close();
    }

    @TestConfiguration // not @Configuration: the application under test must not find it
    @EnableTransactionManagement
    @EnableConfigurationProperties(OperationSettings.class)
    @ComponentScan(
            basePackageClasses = {Operations.class, Changes.class},
            excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*(Test|\\$Node|\\$Parts).*"))
    static class Parts {
        @Bean(destroyMethod = "close")
        DataSource dataSource(Environment environment) {
            HikariDataSource dataSource = new HikariDataSource();
            dataSource.setJdbcUrl(environment.getRequiredProperty("test.url"));
            dataSource.setUsername(environment.getRequiredProperty("test.user"));
            dataSource.setPassword("");
            dataSource.setMaximumPoolSize(20);
            dataSource.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
            return dataSource;
        }

        @Bean
        JdbcClient jdbc(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        PlatformTransactionManager transactions(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }
    }
}
