package dev.slipway.sso;

import dev.slipway.identity.Grant;
import dev.slipway.identity.GrantSource;
import dev.slipway.identity.Role;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.UserId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which account belongs to whom at the provider, and what role on the platform the rules gave them. */
@Component
class ExternalIdentities implements GrantSource {
    private static final int LONGEST_EMAIL = 254;

    private final JdbcClient jdbc;

    ExternalIdentities(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param appliedAt when the claims that were applied last were issued */
    record Known(UserId user, Instant appliedAt) {}

    @Override
    public Set<Grant> grantsOf(UserId user) {
        return jdbc
                .sql("select platform_role from external_identity where user_id = ? and platform_role is not null")
                .param(user.value())
                .query(String.class)
                .list()
                .stream()
                .map(role -> new Grant(Role.valueOf(role), Scope.PLATFORM))
                .collect(Collectors.toSet());
    }

    Optional<Known> find(Proof.Who who) {
        return read(who, "");
    }

    /** Held until the transaction ends: what two tokens of one person say is applied one after the other. */
    Optional<Known> locked(Proof.Who who) {
        return read(who, " for update");
    }

    private Optional<Known> read(Proof.Who who, String how) {
        return jdbc.sql("select user_id, applied_at from external_identity where issuer = ? and subject = ?" + how)
                .params(who.issuer(), who.subject())
                .query((r, n) -> new Known(
                        new UserId(r.getObject(1, UUID.class)),
                        r.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC)))
                .optional();
    }

    void add(Proof.Who who, UserId user) {
        jdbc.sql("insert into external_identity (issuer, subject, user_id, applied_at) values (?, ?, ?, ?)")
                .params(who.issuer(), who.subject(), user.value(), utc(Instant.EPOCH))
                .update();
    }

    void applied(UserId user, Optional<String> email, Optional<Role> role, Instant issuedAt) {
        jdbc.sql("update external_identity set email = ?, platform_role = ?, applied_at = ? where user_id = ?")
                .param(email.filter(e -> e.length() <= LONGEST_EMAIL).orElse(null))
                .param(role.map(Role::name).orElse(null))
                .param(utc(issuedAt))
                .param(user.value())
                .update();
    }

    Optional<String> nameOf(@Nullable String issuer, String subject) {
        return jdbc.sql("select u.name from external_identity e join user_account u on u.id = e.user_id"
                        + " where e.issuer = ? and e.subject = ?")
                .param(issuer)
                .param(subject)
                .query(String.class)
                .optional();
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
