package dev.slipway.catalog;

import dev.slipway.kernel.ImageId;
import dev.slipway.kernel.ImageVersionId;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code image_logo}. */
@Component
class LogoTable {
    private final JdbcClient jdbc;
    private final Clock clock;

    LogoTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Of the image of which that is a version; empty if it has none, or is not within reach. */
    Optional<byte[]> find(ImageVersionId version, ImageReach reach) {
        return jdbc.sql("select o.png from image_logo o join image i on i.id = o.image_id"
                        + " join image_version v on v.image_id = i.id left join project p on p.id = i.owner_project_id"
                        + " where v.id = :version and " + reach.where())
                .param("version", version.value())
                .params(reach.params())
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    void put(ImageId image, byte[] png, String sha256) {
        jdbc.sql(
                        "insert into image_logo (image_id, png, sha256, changed_at) values (?, ?, ?, ?) on duplicate key update"
                                + " png = values(png), sha256 = values(sha256), changed_at = values(changed_at)")
                .params(image.value(), png, sha256, Utc.now(clock))
                .update();
    }

    /** @return false if it has none */
    boolean delete(ImageId image) {
        return jdbc.sql("delete from image_logo where image_id = ?")
                        .param(image.value())
                        .update()
                == 1;
    }
}
