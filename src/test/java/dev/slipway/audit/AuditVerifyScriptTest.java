package dev.slipway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Users;
import dev.slipway.testing.People;
import dev.slipway.testing.People.Person;
import dev.slipway.testing.SlipwayTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code bin/audit-verify} as an operator runs it, against a portal that runs. */
@SlipwayTest
class AuditVerifyScriptTest {
    private static final Actor SYSTEM = Actor.system("test");

    @Autowired
    ApplicationContext application;

    @Autowired
    Users users;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    /** @param status 0 intact, 1 not intact, 2 could not be looked at */
    private record Said(int status, String words) {}

    @Test
    void saysWhetherTheRecordIsAsItWasWritten() throws Exception {
        Person administrator = new People(application).newAdministrator();
        String name = administrator.user().name();
        users.setEnabled(administrator.user().id(), true, SYSTEM);
        await().atMost(Duration.ofSeconds(20)).until(() -> linked(name) > 0);

        Said intact = verify(administrator.token());
        assertThat(intact.words()).matches("(?s)\\d+ entries, intact up to \\d+:[0-9a-f]{64}\\..*");
        assertThat(intact.status()).isZero();
        String anchor = intact.words().replaceFirst("(?s).*up to (\\d+:[0-9a-f]{64}).*", "$1");

        rename(name, name + "-x");
        Said changed = verify(administrator.token());
        rename(name + "-x", name);
        assertThat(changed.status()).isEqualTo(1);
        assertThat(changed.words()).startsWith("Not intact. Entry ").contains("was changed or put elsewhere");

        assertThat(verify(administrator.token()).status())
                .as("put back to the letter")
                .isZero();
        assertThat(verify(administrator.token(), "--anchor", anchor).status()).isZero();
        String another = anchor.replaceFirst(":.*", ":" + "0".repeat(64));
        assertThat(verify(administrator.token(), "--anchor", another).status()).isEqualTo(1);
    }

    @Test
    void saysWhyItCouldNotLook() throws Exception {
        Person stranger = new People(application).newStranger();

        Said refused = verify(stranger.token());
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.words()).contains("Your role does not allow this").doesNotContain(stranger.token());

        assertThat(verify("slip_nonsense").status()).isEqualTo(2);
        assertThat(verify("").words()).contains("set SLIPWAY_TOKEN");
        Said unreadable = verify(stranger.token(), "--anchor", "yesterday");
        assertThat(unreadable.status()).isEqualTo(2);
    }

    private long linked(String name) {
        return jdbc.sql(
                        "select count(*) from audit_entry e join audit_link l on l.entry_id = e.id where target_name = ?")
                .param(name)
                .query(Long.class)
                .single();
    }

    private void rename(String from, String to) {
        assertThat(jdbc.sql("update audit_entry set target_name = ? where target_name = ?")
                        .params(to, from)
                        .update())
                .isPositive();
    }

    private Said verify(String token, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bin/audit-verify", "--url", "http://127.0.0.1:" + port + "/"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SLIPWAY_TOKEN", token);
        Process process = builder.start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), words);
    }
}
