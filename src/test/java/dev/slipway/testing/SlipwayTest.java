package dev.slipway.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole application on a real MariaDB and a random loopback port, with simulated hosts unless a test registers real
 * ones. One context for all tests that carry this: a test makes its own tenants, projects and VMs, and assumes nothing
 * about others'.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "vaadin.productionMode=true",
            "slipway.state=${java.io.tmpdir}/slipway-test-${PID:0}",
            "slipway.vm.shutdown-patience=3s",
            "slipway.vm.restarts.first=100ms",
            "slipway.vm.restarts.most=3",
            "slipway.vm.restarts.refused=1s",
            "slipway.operation.first-retry=20ms",
            "slipway.operation.polling=50ms",
            "slipway.intake.most-at-once=12",
            "slipway.intake.schemes=https,http",
            "slipway.intake.private-addresses=true",
            "slipway.intake.silence=2s",
            "slipway.intake.slow-window=1s",
            "slipway.intake.patience=8s",
            "slipway.notice.delivery.schemes=https,http",
            "slipway.notice.delivery.private-addresses=true",
            "slipway.notice.delivery.first-retry=50ms",
            "slipway.notice.delivery.attempts=3",
            "slipway.notice.delivery.silence=2s",
            "slipway.api.events.look-again=300ms",
            "slipway.api.events.heartbeat=500ms",
            "server.tomcat.connection-timeout=5s",
            "spring.main.banner-mode=off"
        })
@ContextConfiguration(
        initializers = {TestDatabaseInitializer.class, TestIssuerInitializer.class, TestMailInitializer.class})
public @interface SlipwayTest {}
