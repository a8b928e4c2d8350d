package dev.slipway.vm.launch;

import static dev.slipway.vm.state.VmRowMapper.utc;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Makes a launch that is sent twice one launch: by a key of its sender's choice. */
@Component
class LaunchKeys {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int LONGEST = 100;

    private final JdbcClient jdbc;
    private final Clock clock;

    private record Earlier(String hash, UUID vm, @Nullable UUID operation) {}

    LaunchKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Takes the key for this launch, in its transaction: a launch that is refused gives it back.
     *
     * @param vm the first of them
     * @return what was launched by it before, if something was
     * @throws Conflict {@code idempotency-key-reused} if that one was of something else
     */
    Optional<List<Launched>> claim(LaunchSet set, VmId vm, UserId owner) {
        var request = set.launch();
        if (request.idempotencyKey().isEmpty()) {
            return Optional.empty();
        }
        var key = checked(request.idempotencyKey().get());
        var hash = hash(set);
        try {
            jdbc.sql("insert into vm_launch_key (owner_id, launch_key, request_hash, vm_id, created_at)"
                            + " values (?, ?, ?, ?, ?)")
                    .params(owner.value(), key, hash, vm.value(), utc(clock.instant()))
                    .update();
            return Optional.empty();
        } catch (DuplicateKeyException e) {
            return Optional.of(replay(owner, key, hash, e));
        }
    }

    void submitted(LaunchSet set, UserId owner, List<Launched> launched) {
        set.launch().idempotencyKey().ifPresent(key -> {
            jdbc.sql("update vm_launch_key set vm_id = ?, operation_id = ? where owner_id = ? and launch_key = ?")
                    .params(
                            launched.getFirst().vm().value(),
                            launched.getFirst().operation().value(),
                            owner.value(),
                            key)
                    .update();
            for (int i = 1; i < launched.size(); i++) {
                var next = launched.get(i);
                jdbc.sql("insert into vm_launch_key_more (owner_id, launch_key, position, vm_id, operation_id)"
                                + " values (?, ?, ?, ?, ?)")
                        .params(
                                owner.value(),
                                key,
                                i,
                                next.vm().value(),
                                next.operation().value())
                        .update();
            }
        });
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT6H")
    void forgetOldOnes() {
        jdbc.sql("delete from vm_launch_key where created_at < ?")
                .param(utc(clock.instant().minus(KEPT)))
                .update();
    }

    private List<Launched> replay(UserId owner, String key, String hash, DuplicateKeyException cause) {
        var earlier = jdbc.sql("select request_hash, vm_id, operation_id from vm_launch_key"
                        + " where owner_id = ? and launch_key = ?")
                .params(owner.value(), key)
                .query((rs, n) ->
                        new Earlier(rs.getString(1), rs.getObject(2, UUID.class), rs.getObject(3, UUID.class)))
                .optional();
        if (earlier.isEmpty() || earlier.get().operation() == null) {
            throw new Conflict("busy", "The same launch is just being made. Try again in a moment.", null, cause);
        }
        if (!earlier.get().hash().equals(hash)) {
            throw new Conflict(
                    "idempotency-key-reused",
                    "This idempotency key was used for another launch already. Use a new key for each launch.",
                    null,
                    cause);
        }
        var first = launched(earlier.get().vm(), earlier.get().operation());
        return Stream.concat(Stream.of(first), more(owner, key).stream()).toList();
    }

    private List<Launched> more(UserId owner, String key) {
        return jdbc.sql("select vm_id, operation_id from vm_launch_key_more where owner_id = ? and launch_key = ?"
                        + " order by position")
                .params(owner.value(), key)
                .query((rs, n) -> launched(rs.getObject(1, UUID.class), rs.getObject(2, UUID.class)))
                .list();
    }

    private static Launched launched(UUID vm, UUID operation) {
        return new Launched(new VmId(vm), new OperationId(operation));
    }

    private static String checked(String key) {
        if (key.isBlank() || key.length() > LONGEST || !key.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new InvalidRequest(
                    "idempotency-key",
                    "idempotencyKey",
                    "An idempotency key is 1 to 100 printable ASCII characters, such as a UUID.");
        }
        return key;
    }

    private static String hash(LaunchSet set) {
        var r = set.launch();
        var keys = r.sshKeys().stream().map(Object::toString).sorted().collect(Collectors.joining(","));
        var text = String.join(
                "\n",
                r.project().toString(),
                r.name(),
                r.image().toString(),
                r.size().toString(),
                r.network().toString(),
                keys,
                r.userData().orElse(""));
        if (!r.groups().isEmpty()) {
            text += r.groups().stream().map(Object::toString).sorted().collect(Collectors.joining(",", "\n", ""));
        }
        if (!r.discs().equals(DiscWish.NONE)) {
            text += "\n" + r.discs();
        }
        text += set.numbering().mark();
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
