package dev.slipway.quota;

import com.zaxxer.hikari.HikariDataSource;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** An application node with nothing but quotas (and the change feed they announce to), on a database that others share. */
public final class QuotaNode implements AutoCloseable {
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    QuotaNode(String url) {
        this(url, Clock.systemUTC());
    }

    public QuotaNode(String url, Clock clock) {
        context.registerBean("clock", Clock.class, () -> clock);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("node", Map.of("url", url)));
        context.register(Beans.class);
        context.refresh();
    }

    public static String freshSchema() {
        String url = TestDatabase.get().freshSchema();
        Flyway.configure()
                .dataSource(url, TestDatabase.get().user(), "")
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return url;
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public Quotas quotas() {
        return get(Quotas.class);
    }

    JdbcTemplate jdbc() {
        return get(JdbcTemplate.class);
    }

    public void inTransaction(Runnable work) {
        get(TransactionTemplate.class).executeWithoutResult(status -> work.run());
    }

    /** As every façade does it: a race that is lost, such as for the making of a tenant's nodes, is run again. */
    void charge(ChargeKey key, QuotaPath path, Amounts amounts) {
        get(Caller.class).charge(key, path, amounts);
    }

    /** False if that would pass a limit. */
    public boolean tryCharge(ChargeKey key, QuotaPath path, Amounts amounts) {
        try {
            charge(key, path, amounts);
            return true;
        } catch (QuotaExceeded e) {
            return false;
        }
    }

    void release(ChargeKey... keys) {
        get(Caller.class).release(keys);
    }

    /** Empty if every total is the sum of its charges. */
    public List<String> mismatches() {
        QuotaAudit audit = get(QuotaAudit.class);
        audit.look();
        return audit.last().mismatches();
    }

    public static QuotaPath path() {
        return new QuotaPath(TenantId.random(), "acme", ProjectId.random(), "web", UserId.random(), "ada");
    }

    @Override
    public void close() {
        context.close();
    }

    /** The idiom for every façade that charges: the retry around the transaction. */
    static class Caller {
        private final Quotas quotas;

        Caller(Quotas quotas) {
            this.quotas = quotas;
        }

        @RetriesLostRaces
        @Transactional
        public void charge(ChargeKey key, QuotaPath path, Amounts amounts) {
            quotas.charge(path, Map.of(key, amounts));
        }

        /** Several things in one transaction, which goes with the last of them. */
        @RetriesLostRaces
        @Transactional
        public void together(Consumer<Quotas> work) {
            work.accept(quotas);
        }

        @RetriesLostRaces
        @Transactional
        public void release(ChargeKey... keys) {
            quotas.release(keys);
        }
    }

    @TestConfiguration
    @EnableTransactionManagement
    @EnableResilientMethods
    @EnableConfigurationProperties({QuotaSettings.class, HistorySettings.class})
    @ComponentScan(
            basePackages = {"dev.slipway.quota", "dev.slipway.live"},
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test|Benchmark).*"))
    static class Beans {
        @Bean(destroyMethod = "close")
        HikariDataSource dataSource(@Value("${url}") String url) {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(url);
            pool.setUsername(TestDatabase.get().user());
            pool.setPassword("");
            pool.setMaximumPoolSize(20);
            pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
            return pool;
        }

        @Bean
        PayerNames payerNames() {
            return new PayerNames() {
                @Override
                public Called called(ProjectId project, String name) {
                    return new Called("project " + name, name);
                }

                @Override
                public String tenant(TenantId tenant) {
                    return "acme";
                }

                @Override
                public String member(UserId member) {
                    return "ada";
                }
            };
        }

        @Bean
        Caller caller(Quotas quotas) {
            return new Caller(quotas);
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        TransactionTemplate transactionTemplate(PlatformTransactionManager manager) {
            return new TransactionTemplate(manager);
        }

        @Bean
        JdbcTemplate jdbcTemplate(DataSource dataSource) {
            return new JdbcTemplate(dataSource);
        }

        @Bean
        JdbcClient jdbcClient(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }
}
