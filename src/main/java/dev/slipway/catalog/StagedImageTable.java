package dev.slipway.catalog;

import dev.slipway.kernel.HostId;
import dev.slipway.kernel.ImageId;
import dev.slipway.kernel.ImageVersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who transfers what to where, and what is there. Leases go by the database's clock, the same for all nodes. */
@Component
class StagedImageTable {
    private static final UUID NO_HOST = new UUID(0, 0);
    private static final String KEY = " sha256 = ? and host_id = ? and pool = ? ";

    private final JdbcClient jdbc;
    private final Clock clock;

    StagedImageTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<StagedCopy> find(StagedCopy.Key key) {
        return jdbc.sql("select *, leased_until < utc_timestamp(6) as abandoned from staged_image where" + KEY)
                .params(key.sha256(), key.host().value(), key.pool())
                .query(StagedImageTable::copy)
                .optional();
    }

    /** Begins the first transfer. @return the epoch to write under, or empty if somebody else was quicker */
    OptionalLong begin(StagedCopy.Key key, Duration lease) {
        int rows = jdbc.sql("""
            insert ignore into staged_image
                (sha256, host_id, pool, state, volume, allocated_bytes, epoch, leased_until, changed_at, used_at)
            values (?, ?, ?, 'STAGING', ?, 0, 1, utc_timestamp(6) + interval ? second, ?, utc_timestamp(6))\
            """)
                .params(
                        key.sha256(),
                        key.host().value(),
                        key.pool(),
                        key.volume().name(),
                        lease.toSeconds(),
                        Utc.now(clock))
                .update();
        return rows == 1 ? OptionalLong.of(1) : OptionalLong.empty();
    }

    /** Begins anew what was found spoilt or abandoned. @return as {@link #begin} */
    OptionalLong takeOver(StagedCopy found, Duration lease) {
        long mine = found.epoch() + 1;
        int rows = jdbc.sql("update staged_image set state = 'STAGING', percent = 0, epoch = ?, changed_at = ?,"
                        + " leased_until = utc_timestamp(6) + interval ? second where" + KEY + "and epoch = ?")
                .params(
                        mine,
                        Utc.now(clock),
                        lease.toSeconds(),
                        found.key().sha256(),
                        found.key().host().value(),
                        found.key().pool(),
                        found.epoch())
                .update();
        return rows == 1 ? OptionalLong.of(mine) : OptionalLong.empty();
    }

    /** @return false if it is somebody else's by now */
    boolean renew(StagedCopy.Key key, long epoch, Duration lease) {
        return jdbc.sql("update staged_image set leased_until = utc_timestamp(6) + interval ? second where" + KEY
                                + "and epoch = ?")
                        .params(lease.toSeconds(), key.sha256(), key.host().value(), key.pool(), epoch)
                        .update()
                == 1;
    }

    boolean ready(StagedCopy.Key key, long epoch, long allocatedBytes) {
        return jdbc.sql("update staged_image set state = 'READY', allocated_bytes = ?, changed_at = ?,"
                                + " arrived_bytes = null, arrived_sha256 = null, arrived_at = null where" + KEY
                                + "and epoch = ?")
                        .params(
                                allocatedBytes,
                                Utc.now(clock),
                                key.sha256(),
                                key.host().value(),
                                key.pool(),
                                epoch)
                        .update()
                == 1;
    }

    /** So many bytes are on the host, whatever comes after. @return false if it is somebody else's by now */
    boolean arrived(StagedCopy.Key key, long epoch, long bytes, String sha256) {
        return jdbc.sql("update staged_image set arrived_bytes = ?, arrived_sha256 = ?, arrived_at = ? where" + KEY
                                + "and epoch = ?")
                        .params(
                                bytes,
                                sha256,
                                Utc.now(clock),
                                key.sha256(),
                                key.host().value(),
                                key.pool(),
                                epoch)
                        .update()
                == 1;
    }

    /** Before the volume is begun anew. @return false if it is somebody else's by now */
    boolean nothingArrived(StagedCopy.Key key, long epoch) {
        return jdbc.sql("update staged_image set arrived_bytes = null, arrived_sha256 = null, arrived_at = null where"
                                + KEY + "and epoch = ?")
                        .params(key.sha256(), key.host().value(), key.pool(), epoch)
                        .update()
                == 1;
    }

    /** Nothing is left on the host. */
    void forget(StagedCopy.Key key, long epoch) {
        jdbc.sql("delete from staged_image where" + KEY + "and epoch = ?")
                .params(key.sha256(), key.host().value(), key.pool(), epoch)
                .update();
    }

    /** Part of it may be on the host: the next who comes goes on with what has arrived, if anything has. */
    void abandon(StagedCopy.Key key, long epoch) {
        jdbc.sql("update staged_image set leased_until = utc_timestamp(6) - interval 1 second where" + KEY
                        + "and epoch = ?")
                .params(key.sha256(), key.host().value(), key.pool(), epoch)
                .update();
    }

    Optional<StagedCopy> on(HostId host, String sha256) {
        return jdbc.sql("select *, leased_until < utc_timestamp(6) as abandoned from staged_image"
                        + " where host_id = ? and sha256 = ? limit 1")
                .params(host.value(), sha256)
                .query(StagedImageTable::copy)
                .optional();
    }

    /** A VM is made of it. Written once an hour at most. */
    void used(StagedCopy.Key key) {
        jdbc.sql("update staged_image set used_at = utc_timestamp(6) where" + KEY
                        + "and used_at < utc_timestamp(6) - interval 1 hour")
                .params(key.sha256(), key.host().value(), key.pool())
                .update();
    }

    /** Of which no VM was made since then; on hosts where storage is scarce, since a later moment; the longest unused first. */
    List<StagedCopy> unused(Instant since, Instant sinceIfScarce, List<HostId> scarce) {
        return jdbc.sql("""
            select *, false as abandoned from staged_image
            where state = 'READY' and (used_at < :since or (used_at < :sinceIfScarce and host_id in (:scarce)))
            order by used_at\
            """)
                .param("since", LocalDateTime.ofInstant(since, ZoneOffset.UTC))
                .param("sinceIfScarce", LocalDateTime.ofInstant(sinceIfScarce, ZoneOffset.UTC))
                .param(
                        "scarce",
                        Stream.concat(Stream.of(NO_HOST), scarce.stream().map(HostId::value))
                                .toList())
                .query(StagedImageTable::copy)
                .list();
    }

    /** By host, the newest version first. */
    List<StagedView> of(ImageId image) {
        return jdbc.sql("""
            select v.id, v.label, h.id as host, h.name, s.state, s.percent, s.allocated_bytes, s.changed_at
            from image_version v join staged_image s on s.sha256 = v.sha256 join host h on h.id = s.host_id
            where v.image_id = ? order by h.name, v.number desc\
            """)
                .param(image.value())
                .query((row, n) -> new StagedView(
                        new ImageVersionId(row.getObject("id", UUID.class)),
                        row.getString("label"),
                        new HostId(row.getObject("host", UUID.class)),
                        row.getString("name"),
                        row.getString("state").equals("READY"),
                        row.getInt("percent"),
                        row.getLong("allocated_bytes"),
                        Utc.instant(row.getObject("changed_at", LocalDateTime.class))))
                .list();
    }

    void progress(StagedCopy.Key key, long epoch, int percent) {
        jdbc.sql("update staged_image set percent = ? where" + KEY + "and epoch = ?")
                .params(percent, key.sha256(), key.host().value(), key.pool(), epoch)
                .update();
    }

    /** Copies that nobody is just making, of contents of which no version is left. */
    List<StagedCopy> ofNoVersion() {
        return jdbc.sql("""
            select s.*, s.leased_until < utc_timestamp(6) as abandoned from staged_image s
            where not exists (select 1 from image_version v where v.sha256 = s.sha256)
              and (s.state = 'READY' or s.leased_until < utc_timestamp(6))\
            """).query(StagedImageTable::copy).list();
    }

    Set<HostId> hostsWith(ImageVersionId version) {
        return new HashSet<>(jdbc.sql("""
            select s.host_id from staged_image s join image_version v on v.sha256 = s.sha256
            where v.id = ? and s.state = 'READY'\
            """)
                .param(version.value())
                .query((row, n) -> new HostId(row.getObject(1, UUID.class)))
                .list());
    }

    private static Optional<StagedCopy.Arrived> arrived(ResultSet row) throws SQLException {
        var at = row.getObject("arrived_at", LocalDateTime.class);
        return at == null
                ? Optional.empty()
                : Optional.of(new StagedCopy.Arrived(
                        row.getLong("arrived_bytes"), row.getString("arrived_sha256"), Utc.instant(at)));
    }

    private static StagedCopy copy(ResultSet row, int n) throws SQLException {
        return new StagedCopy(
                new StagedCopy.Key(
                        row.getString("sha256"),
                        row.getString("volume").endsWith(MasterFormat.RAW.file(""))
                                ? MasterFormat.RAW
                                : MasterFormat.QCOW2,
                        new HostId(row.getObject("host_id", UUID.class)),
                        row.getString("pool")),
                row.getString("state").equals("READY"),
                row.getLong("allocated_bytes"),
                row.getLong("epoch"),
                row.getBoolean("abandoned"),
                arrived(row));
    }
}
