package dev.slipway.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Grant;
import dev.slipway.identity.Role;
import dev.slipway.identity.Scope;
import dev.slipway.identity.UserView;
import dev.slipway.identity.Users;
import dev.slipway.testing.SlipwayTest;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.context.TestPropertySource;

/** An application of its own, since it takes away the accounts that other tests work with. */
@SlipwayTest
@TestPropertySource(properties = "slipway.bootstrap.admin-password=given by the operator")
class FirstStartTest {
    private static final Actor SYSTEM = Actor.system("test");
    private static final ApplicationArguments NONE = new DefaultApplicationArguments();
    private static final int NODES = 4;
    private static final int ROUNDS = 8;

    @Autowired
    ObjectProvider<ApplicationRunner> runners;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Users users;

    @Autowired
    Tenants tenants;

    @Autowired
    Actors actors;

    @Autowired
    AuthenticationProvider signIn;

    @Test
    void opensOneAdministratorAndOneTenantHoweverManyNodesStartAtOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List.of("membership", "project", "tenant", "user_account").forEach(t -> jdbc.update("delete from " + t));
            startNodesAtOnce();

            assertThat(count("user_account")).isOne();
            UserView admin = users.find("admin", SYSTEM).orElseThrow();
            ProjectView project = tenants.projects(SYSTEM).getFirst();
            assertThat(tenants.projects(SYSTEM)).hasSize(1);
            assertThat(project.tenantName()).isEqualTo("default");
            assertThat(actors.of(admin.id(), "x").grants())
                    .containsExactlyInAnyOrder(
                            new Grant(Role.PLATFORM_ADMIN, Scope.PLATFORM),
                            new Grant(Role.PROJECT_MANAGER, project.scope()));
        }
        assertThat(signIn.authenticate(
                                UsernamePasswordAuthenticationToken.unauthenticated("admin", "given by the operator"))
                        .isAuthenticated())
                .isTrue();
    }

    private void startNodesAtOnce() throws Exception {
        List<ApplicationRunner> firstStart = runners.orderedStream()
                .filter(r -> AopUtils.getTargetClass(r).getSimpleName().matches("First(Administrator|Tenant)"))
                .toList();
        assertThat(firstStart).hasSize(2);
        CyclicBarrier together = new CyclicBarrier(NODES);
        Callable<Boolean> node = () -> {
            together.await();
            for (ApplicationRunner runner : firstStart) {
                runner.run(NONE);
            }
            return true;
        };
        try (var pool = Executors.newFixedThreadPool(NODES)) {
            for (Future<Boolean> started : pool.invokeAll(Collections.nCopies(NODES, node))) {
                started.get();
            }
        }
    }

    private Integer count(String table) {
        return jdbc.queryForObject("select count(*) from " + table, Integer.class);
    }
}
