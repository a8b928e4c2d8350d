package dev.slipway.catalog;

import dev.slipway.kernel.ImageId;
import dev.slipway.kernel.ImageVersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class ImageTable {
    private static final String SELECT =
            "select v.*, i.name, i.description from image_version v join image i on i.id = v.image_id ";
    private static final long MIB = 1024 * 1024;

    private final JdbcClient jdbc;
    private final Clock clock;

    ImageTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Each image in its current version. */
    List<ImageView> current() {
        return jdbc.sql(SELECT + "where v.id = i.current_version order by i.name")
                .query(ImageTable::view)
                .list();
    }

    Optional<ImageView> find(ImageVersionId version) {
        return jdbc.sql(SELECT + "where v.id = ?")
                .param(version.value())
                .query(ImageTable::view)
                .optional();
    }

    Optional<ImageView> find(ImageId image, String sha256) {
        return jdbc.sql(SELECT + "where v.image_id = ? and v.sha256 = ?")
                .params(image.value(), sha256)
                .query(ImageTable::view)
                .optional();
    }

    /**
     * The image of that name, made if it is new; nobody else publishes it until this transaction ends. Not by insert
     * ignore: that takes a shared lock on a row that is there, and two who then want it alone would wait for each other.
     */
    ImageId lock(String name) {
        jdbc.sql("insert into image (id, name, description, created_at) values (?, ?, '', ?)"
                        + " on duplicate key update name = name")
                .params(UUID.randomUUID(), name, Utc.now(clock))
                .update();
        return jdbc.sql("select id from image where name = ? for update")
                .param(name)
                .query((row, n) -> new ImageId(row.getObject(1, UUID.class)))
                .single();
    }

    ImageVersionId add(ImageId image, ImageDraft draft, ImageStore.Master master) {
        var version = UUID.randomUUID();
        jdbc.sql("""
            insert into image_version (id, image_id, number, label, os, default_user, firmware, cloud_init,
                guest_agent, min_memory_mib, virtual_bytes, file_bytes, sha256, published_at)
            select ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
            from image_version where image_id = ?\
            """)
                .params(
                        version,
                        image.value(),
                        draft.versionLabel(),
                        draft.os(),
                        draft.defaultUser(),
                        draft.firmware().name(),
                        draft.cloudInit(),
                        draft.guestAgent(),
                        draft.minMemoryMib(),
                        master.virtualBytes(),
                        master.fileBytes(),
                        master.sha256(),
                        Utc.now(clock),
                        image.value())
                .update();
        jdbc.sql("update image set current_version = ?, description = ? where id = ?")
                .params(version, draft.description(), image.value())
                .update();
        return new ImageVersionId(version);
    }

    private static ImageView view(ResultSet row, int n) throws SQLException {
        return new ImageView(
                new ImageId(row.getObject("image_id", UUID.class)),
                row.getString("name"),
                row.getString("description"),
                row.getString("os"),
                row.getString("default_user"),
                Firmware.valueOf(row.getString("firmware")),
                row.getBoolean("cloud_init"),
                row.getBoolean("guest_agent"),
                row.getLong("min_memory_mib"),
                new ImageVersionId(row.getObject("id", UUID.class)),
                row.getString("label"),
                (row.getLong("virtual_bytes") + MIB - 1) / MIB,
                row.getLong("file_bytes"),
                row.getString("sha256"),
                Utc.instant(row.getObject("published_at", LocalDateTime.class)));
    }
}
