package dev.slipway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.testing.SlipwayTest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SlipwayTest
class AccountsTest {
    private static final String PASSWORD = "correct horse battery";
    private static final Actor SYSTEM = Actor.system("test");

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Users users;

    @Autowired
    Actors actors;

    @Autowired
    SshKeys sshKeys;

    @Autowired
    ApiTokens tokens;

    @Autowired
    AuthenticationProvider signIn;

    @Autowired
    JdbcClient jdbc;

    private final String name = "u" + UUID.randomUUID().toString().substring(0, 12);

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void signsInInAnyCaseAndActsWithTheRolesOfThisMoment() {
        UserView ada = create(name);
        SecurityContextHolder.getContext().setAuthentication(signIn(name.toUpperCase(), PASSWORD));

        assertThat(actors.current().user()).isEqualTo(ada.id());
        assertThat(actors.current().grants()).isEmpty();

        users.setPlatformRole(ada.id(), Optional.of(Role.PLATFORM_AUDITOR), SYSTEM);
        assertThat(actors.current().can(Permission.HOST_READ, Scope.PLATFORM)).isTrue();

        users.setEnabled(ada.id(), false, SYSTEM);
        assertThatThrownBy(() -> actors.current()).isInstanceOf(Forbidden.class).hasMessageContaining("disabled");
        assertThatThrownBy(() -> actors.of(ada.id(), "x")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> signIn(name, PASSWORD)).isInstanceOf(DisabledException.class);
    }

    @Test
    void storesNoPasswordInTheClear() {
        create(name);
        assertThat(jdbc.sql("select password_hash from user_account where name = ?")
                        .param(name)
                        .query(String.class)
                        .single())
                .startsWith("{pbkdf2@SpringSecurity_v5_8}")
                .doesNotContain(PASSWORD);
    }

    @Test
    void saysNothingDifferentForAnUnknownUserAndAWrongPassword() {
        create(name);
        assertThatThrownBy(() -> signIn(name, "wrong-wrong-wrong"))
                .isInstanceOf(BadCredentialsException.class)
                .hasMessage("Name or password is not right.");
        assertThatThrownBy(() -> signIn(name + "x", PASSWORD))
                .isInstanceOf(BadCredentialsException.class)
                .hasMessage("Name or password is not right.");
        assertThatThrownBy(() -> signIn("no such name!", PASSWORD)).isInstanceOf(BadCredentialsException.class);
    }

    @Test
    void slowsDownGuessingEvenWhenAllTriesComeAtOnceAndEvenWithTheRightPasswordLast() throws Exception {
        create(name);
        List<Class<?>> outcomes;
        try (var pool = Executors.newFixedThreadPool(16)) {
            Callable<Class<?>> guess = () -> {
                try {
                    signIn(name, "guess-guess-guess");
                    return Authentication.class;
                } catch (RuntimeException e) {
                    return e.getClass();
                }
            };
            outcomes = pool.invokeAll(Collections.nCopies(16, guess)).stream()
                    .<Class<?>>map(Future::resultNow)
                    .toList();
        }
        assertThat(outcomes).containsOnly(BadCredentialsException.class, LockedException.class);
        assertThat(outcomes).filteredOn(BadCredentialsException.class::equals).hasSize(5);
    }

    @Test
    void makesTheWaitGrowAndForgetsItAfterSuccess() {
        assertThat(SignInGuard.waitAfter(4)).isZero();
        assertThat(SignInGuard.waitAfter(5)).isEqualTo(Duration.ofSeconds(1));
        assertThat(SignInGuard.waitAfter(8)).isEqualTo(Duration.ofSeconds(8));
        assertThat(SignInGuard.waitAfter(1000)).isEqualTo(Duration.ofMinutes(5));
        create(name);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 4; i++) {
                assertThatThrownBy(() -> signIn(name, "wrong-wrong-wrong")).isInstanceOf(BadCredentialsException.class);
            }
            assertThat(signIn(name, PASSWORD).isAuthenticated()).isTrue();
        }
    }

    @Test
    void refusesBadNamesPasswordsAndDoubles() {
        create(name);
        assertThatThrownBy(() -> create(name.toUpperCase())).isInstanceOf(Conflict.class);
        for (String bad : List.of("a", "a b", "ä1", "a/b", "x".repeat(65), "")) {
            assertThatThrownBy(() -> create(bad)).as(bad).isInstanceOf(InvalidRequest.class);
        }
        assertThatThrownBy(() -> users.create(name + "1", "A", "short", SYSTEM)).hasMessageContaining("10");
        assertThatThrownBy(() -> users.create(name + "1", "A", "x".repeat(201), SYSTEM))
                .hasMessageContaining("200");
        assertThatThrownBy(() -> users.create(name + "1", "A", name + "1", SYSTEM))
                .hasMessageContaining("name");
    }

    @Test
    void opensNoAccountForSomebodyWhoMayNot() {
        UserView ada = create(name);
        Actor actor = actors.of(ada.id(), "10.0.0.1");
        assertThatThrownBy(() -> users.create(name + "2", "B", PASSWORD, actor)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> users.setPlatformRole(ada.id(), Optional.of(Role.PLATFORM_ADMIN), actor))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> users.setEnabled(ada.id(), false, actor)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> users.find(name, actor)).isInstanceOf(Forbidden.class);
        assertThat(users.get(ada.id(), actor)).isEqualTo(ada);
        assertThatThrownBy(() -> users.get(create(name + "3").id(), actor)).isInstanceOf(NotFound.class);
    }

    @Test
    void changesOnesOwnPasswordKnowingTheOldOne() {
        Actor ada = actors.of(create(name).id(), "10.0.0.1");
        assertThatThrownBy(() -> users.changePassword("not the old one", "another horse 2", ada))
                .isInstanceOf(InvalidRequest.class);
        users.changePassword(PASSWORD, "another horse 2", ada);
        assertThat(signIn(name, "another horse 2").isAuthenticated()).isTrue();
        assertThatThrownBy(() -> signIn(name, PASSWORD)).isInstanceOf(BadCredentialsException.class);
    }

    @Test
    void keepsTokensHashedAndEndsThemWhenRevokedOrTheOwnerIsDisabled() {
        Actor ada = actors.of(create(name).id(), "10.0.0.1");
        ApiTokens.Issued issued = tokens.issue("ci", Optional.empty(), ada);

        assertThat(issued.secret()).matches("slip_[A-Za-z0-9_-]{43}");
        assertThat(issued.toString()).doesNotContain(issued.secret());
        assertThat(tokens.authenticate(issued.secret()))
                .contains(new ApiTokens.Bearer(issued.token().id(), ada.requireUser()));
        assertThat(tokens.list(ada).getFirst().lastUsedAt()).isPresent();
        assertThat(jdbc.sql("select count(*) from api_token where secret_hash like ? or prefix like ?")
                        .params(issued.secret() + "%", issued.secret() + "%")
                        .query(Integer.class)
                        .single())
                .isZero();

        char last = issued.secret().charAt(47);
        String nearMiss = issued.secret().substring(0, 47) + (last == 'A' ? 'B' : 'A');
        assertThat(tokens.authenticate(nearMiss)).isEmpty();
        assertThat(tokens.authenticate("slip_")).isEmpty();
        assertThat(tokens.authenticate("")).isEmpty();

        users.setEnabled(ada.requireUser(), false, SYSTEM);
        assertThat(tokens.authenticate(issued.secret())).isEmpty();
        users.setEnabled(ada.requireUser(), true, SYSTEM);
        tokens.revoke(issued.token().id(), ada);
        assertThat(tokens.authenticate(issued.secret())).isEmpty();
    }

    @Test
    void knowsExpiredTokensNoMore() {
        Actor ada = actors.of(create(name).id(), "10.0.0.1");
        String secret =
                tokens.issue("short", Optional.of(Duration.ofDays(1)), ada).secret();
        assertThat(tokens.authenticate(secret)).isPresent();
        jdbc.sql("update api_token set expires_at = utc_timestamp(6) - interval 1 second where user_id = ?")
                .param(ada.requireUser().value())
                .update();
        assertThat(tokens.authenticate(secret)).isEmpty();
        assertThatThrownBy(() -> tokens.issue("x", Optional.of(Duration.ZERO), ada))
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void keepsKeysAndTokensApartByOwner() {
        Actor ada = actors.of(create(name).id(), "10.0.0.1");
        Actor bob = actors.of(create(name + "b").id(), "10.0.0.2");
        SshKeyView key = sshKeys.add("", SshPublicKeyTestKeys.ED25519, ada);
        ApiTokens.Issued token = tokens.issue("ci", Optional.empty(), ada);

        assertThat(key.name()).isEqualTo("ada@example");
        assertThat(sshKeys.require(List.of(key.id()), ada)).containsExactly(key);
        assertThat(sshKeys.list(bob)).isEmpty();
        assertThatThrownBy(() -> sshKeys.require(List.of(key.id()), bob)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> sshKeys.remove(key.id(), bob)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> tokens.revoke(token.token().id(), bob)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> sshKeys.add("again", SshPublicKeyTestKeys.ED25519, ada))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> sshKeys.list(SYSTEM)).isInstanceOf(Forbidden.class);
        sshKeys.remove(key.id(), ada);
        assertThat(sshKeys.list(ada)).isEmpty();
    }

    @Test
    void refusesTheFiftyFirstTokenAlsoWhenManyAskAtOnce() throws Exception {
        Actor ada = actors.of(create(name).id(), "10.0.0.1");
        for (int i = 0; i < 48; i++) {
            tokens.issue("t" + i, Optional.empty(), ada);
        }
        try (var pool = Executors.newFixedThreadPool(8)) {
            Callable<Boolean> issue = () -> {
                try {
                    tokens.issue("more", Optional.empty(), ada);
                    return true;
                } catch (Conflict e) {
                    return false;
                }
            };
            assertThat(pool.invokeAll(Collections.nCopies(8, issue)).stream().map(Future::resultNow))
                    .containsExactlyInAnyOrder(true, true, false, false, false, false, false, false);
        }
    }

    @Test
    void opensTheFirstAccountOnFirstStartOnly() {
        UserView admin = users.find("admin", SYSTEM).orElseThrow();
        Actor actor = actors.of(admin.id(), "x");
        assertThat(actor.grants()).contains(new Grant(Role.PLATFORM_ADMIN, Scope.PLATFORM));
        new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
            transaction.setRollbackOnly(); // other tests have administrators of their own, and keep them
            jdbc.sql("update user_account set platform_role = null where id <> ?")
                    .param(admin.id().value().toString())
                    .update();
            assertThatThrownBy(() -> users.setPlatformRole(admin.id(), Optional.empty(), SYSTEM))
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining("last platform administrator");
        });
    }

    private UserView create(String called) {
        return users.create(called, "Ada Lovelace", PASSWORD, SYSTEM);
    }

    private Authentication signIn(String who, String password) {
        return signIn.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(who, password));
    }
}
