package dev.slipway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Role;
import dev.slipway.identity.Scope;
import dev.slipway.identity.UserView;
import dev.slipway.identity.Users;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.UserId;
import dev.slipway.tenant.ProjectView;
import dev.slipway.tenant.Tenants;
import dev.slipway.testing.SlipwayTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.data.domain.PageRequest;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.DefaultAuthenticationEventPublisher;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@SlipwayTest
class AuditTest {
    private static final PageRequest PAGE = PageRequest.of(0, 50);
    private static final String PASSWORD = "correct horse battery";
    private static final Actor SYSTEM = Actor.system("test");

    @Autowired
    AuditTrail trail;

    @Autowired
    Users users;

    @Autowired
    Tenants tenants;

    @Autowired
    Actors actors;

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    AuthenticationProvider provider;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    private Sluice target;
    private Sluice sluice;
    private final String name = "u" + UUID.randomUUID().toString().substring(0, 12);

    /** Dressed by the same post-processors as every bean, in the context that all tests share. */
    @BeforeEach
    void openSluice() {
        target = new Sluice(events);
        sluice = (Sluice) beans.initializeBean(target, "sluice");
    }

    @Test
    void keepsTheRefusalOfAChangeThatRolledBackAndNotItsSuccess() {
        Actor ada = ada();
        ProjectId project = ProjectId.random();
        assertThatThrownBy(() -> sluice.open(project, "doneThenRefused", ada)).isInstanceOf(Conflict.class);

        assertThat(trail.mine(PAGE, ada)).singleElement().satisfies(e -> {
            assertThat(e.refused()).isTrue();
            assertThat(e.action()).isEqualTo("sluice.open");
            assertThat(e.origin()).isEqualTo("10.0.0.7");
            assertThat(e.targetType()).isEqualTo("project");
            assertThat(e.detail()).isEqualTo("The water is too high.");
        });
    }

    @Test
    void rollsASuccessBackWithItsTransactionWhateverEndedIt() {
        Actor ada = ada();
        transaction.executeWithoutResult(status -> {
            sluice.open(ProjectId.random(), "done", ada);
            status.setRollbackOnly();
        });
        assertThat(trail.mine(PAGE, ada)).isEmpty();
        sluice.open(ProjectId.random(), "done", ada);
        assertThat(trail.mine(PAGE, ada)).singleElement().matches(e -> !e.refused());
    }

    @Test
    void wrapsTheRetryAndTheRetryWrapsTheTransaction() {
        Actor ada = ada();
        target.transactions.clear();
        sluice.open(ProjectId.random(), "lostTwiceThenDone", ada);
        assertThat(target.transactions).hasSize(3).doesNotHaveDuplicates().doesNotContain("none");
        assertThat(trail.mine(PAGE, ada)).singleElement().matches(e -> !e.refused());

        target.transactions.clear();
        assertThatThrownBy(() -> sluice.open(ProjectId.random(), "lostOnceThenRefused", ada))
                .isInstanceOf(Conflict.class);
        assertThat(target.transactions).hasSize(2);
        assertThat(trail.mine(PAGE, ada).getContent()).hasSize(2).first().matches(AuditEntry::refused);
    }

    @Test
    void leavesTheRetryToWhoeverBeganTheTransaction() {
        Actor ada = ada();
        target.transactions.clear();
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> sluice.open(ProjectId.random(), "lostTwiceThenDone", ada)))
                .isInstanceOf(CannotAcquireLockException.class);
        assertThat(target.transactions).hasSize(1);
    }

    @Test
    void keepsRefusalsOfIdsThatSomebodyMadeUp() {
        Actor ada = ada();
        for (String id : List.of("2371a98c-5684-d4cb-0cab-78967771f2b5", "ffffffff-ffff-ffff-ffff-ffffffffffff")) {
            assertThatThrownBy(() -> tenants.removeMember(ProjectId.parse(id), UserId.random(), ada))
                    .isInstanceOf(NotFound.class);
        }
        assertThat(trail.mine(PAGE, ada)).hasSize(2).allMatch(AuditEntry::refused);
    }

    @Test
    void keepsNoArgumentThatMayBeASecret() {
        Actor ada = ada();
        assertThatThrownBy(() -> users.changePassword("my old secret", "my new secret", ada))
                .isInstanceOf(InvalidRequest.class);
        assertThat(trail.mine(PAGE, ada))
                .singleElement()
                .satisfies(
                        e -> assertThat(e.toString()).contains("user.password").doesNotContain("secret"));
    }

    @Test
    void recordsSignInsAndTheNamesOnlyOfThoseWhoExist() {
        Actor ada = ada();
        var manager = new ProviderManager(provider);
        manager.setAuthenticationEventPublisher(new DefaultAuthenticationEventPublisher(events));
        manager.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(name, PASSWORD));
        assertThatThrownBy(() -> manager.authenticate(
                        UsernamePasswordAuthenticationToken.unauthenticated(name, "wrong-wrong-wrong")))
                .isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(() -> manager.authenticate(
                        UsernamePasswordAuthenticationToken.unauthenticated("typed-" + name, "wrong-wrong-wrong")))
                .isInstanceOf(AuthenticationException.class);

        assertThat(trail.mine(PAGE, ada))
                .extracting(AuditEntry::action, AuditEntry::refused)
                .containsExactly(tuple("user.sign-in", true), tuple("user.sign-in", false));
        assertThat(trail.all(PAGE, SYSTEM))
                .anyMatch(e -> e.actor().equals("(unknown name)"))
                .noneMatch(e -> e.toString().contains("typed-" + name));
    }

    @Test
    void showsAThingsFeedToThoseWhoSeeItWithoutStrangersAttempts() {
        ProjectView project = tenants.createTenant("T " + UUID.randomUUID(), SYSTEM);
        Actor stranger = ada();
        UserView bob = users.create(name + "b", "Bob", PASSWORD, SYSTEM);
        tenants.setMember(project.id(), bob.id(), Role.PROJECT_VIEWER, SYSTEM);
        Actor viewer = actors.of(bob.id(), "10.0.0.8");
        assertThatThrownBy(() -> tenants.setMember(project.id(), bob.id(), Role.PROJECT_MANAGER, viewer))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> tenants.setMember(project.id(), bob.id(), Role.PROJECT_MANAGER, stranger))
                .isInstanceOf(NotFound.class);
        UUID target = project.id().value();

        assertThat(trail.ofTarget(target, project.scope(), PAGE, viewer))
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::refused)
                .containsExactly(
                        tuple(bob.name(), "project.member.set", true),
                        tuple("system:test", "project.member.set", false),
                        tuple("system:test", "project.create", false));
        assertThat(trail.ofTarget(target, project.scope(), PageRequest.of(1, 1), viewer)
                        .getTotalElements())
                .isEqualTo(3);
        assertThatThrownBy(() -> trail.ofTarget(target, project.scope(), PAGE, stranger))
                .isInstanceOf(NotFound.class);
        Instant now = Instant.now();
        Instant before = now.minus(Duration.ofHours(1));
        assertThat(trail.doneTo(target, project.scope(), before, now.plusSeconds(60), PAGE, viewer))
                .extracting(AuditEntry::action)
                .containsExactly("project.member.set", "project.create");
        assertThat(trail.doneTo(target, project.scope(), before.minusSeconds(60), before, PAGE, viewer))
                .isEmpty();
        assertThatThrownBy(() -> trail.doneTo(target, project.scope(), before, now, PAGE, stranger))
                .isInstanceOf(NotFound.class);

        ProjectView own = tenants.createTenant("T " + UUID.randomUUID(), SYSTEM);
        tenants.setMember(own.id(), stranger.requireUser(), Role.PROJECT_MANAGER, SYSTEM);
        Actor elsewhere = actors.of(stranger.requireUser(), "10.0.0.7");
        assertThat(trail.ofTarget(target, own.scope(), PAGE, elsewhere)).isEmpty();
        assertThat(trail.ofProject(own.scope(), PAGE, elsewhere)).hasSize(2);
        assertThatThrownBy(() -> trail.ofProject(project.scope(), PAGE, viewer)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> trail.all(PAGE, viewer)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> trail.ofTarget(target, Scope.PLATFORM, PAGE, viewer))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> trail.ofTarget(target, Scope.of(own.tenant()), PAGE, elsewhere))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void everyAuditedMethodNamesItsActor() {
        List<JavaMethod> audited = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.slipway").stream()
                        .flatMap(c -> c.getMethods().stream())
                        .filter(m -> m.isAnnotatedWith(Audited.class))
                        .toList();
        assertThat(audited).hasSizeGreaterThan(10);
        assertThat(audited)
                .allSatisfy(m -> assertThat(m.getRawParameterTypes().stream().map(t -> t.getName()))
                        .as(m.getFullName())
                        .contains(Actor.class.getName()));
    }

    private Actor ada() {
        UserView ada = users.create(name, "Ada", PASSWORD, SYSTEM);
        SecurityContextHolder.clearContext();
        return actors.of(ada.id(), "10.0.0.7");
    }

    /** A façade like any other, that ends as it is told. */
    static class Sluice {
        final List<String> transactions = new ArrayList<>();
        private final ApplicationEventPublisher events;

        Sluice(ApplicationEventPublisher events) {
            this.events = events;
        }

        @Audited("sluice.open")
        @RetriesLostRaces
        @Transactional
        public void open(ProjectId project, String end, Actor actor) {
            transactions.add(transaction());
            events.publishEvent(
                    actor.did("sluice.open", "project", project.value(), "sluice", project, "Opened the sluice."));
            int lost = end.startsWith("lostTwice") ? 2 : end.startsWith("lostOnce") ? 1 : 0;
            if (transactions.size() <= lost) {
                throw new CannotAcquireLockException("the database ended this transaction");
            }
            if (end.endsWith("Refused")) {
                throw new Conflict("too-high", "The water is too high.");
            }
        }

        private static String transaction() {
            return TransactionSynchronizationManager.isActualTransactionActive()
                    ? Optional.of(TransactionSynchronizationManager.getResourceMap()
                                    .values())
                            .map(Object::toString)
                            .orElseThrow()
                    : "none";
        }
    }
}
