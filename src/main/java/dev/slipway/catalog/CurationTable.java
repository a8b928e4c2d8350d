package dev.slipway.catalog;

import dev.slipway.kernel.ImageId;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What may change of an image after it was published. */
@Component
class CurationTable {
    private final JdbcClient jdbc;
    private final Clock clock;

    CurationTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void describe(ImageId image, ImageAbout about) {
        jdbc.sql("update image set description = ?, licence = ?, maintainer = ?, end_of_life = ? where id = ?")
                .param(about.description())
                .param(about.licence())
                .param(about.maintainer())
                .param(about.endOfLife().orElse(null))
                .param(image.value())
                .update();
    }

    void mark(ImageId image, ImageState state, Optional<ImageId> replacedBy) {
        jdbc.sql("update image set state = ?, replaced_by = ? where id = ?")
                .param(state.name())
                .param(replacedBy.map(ImageId::value).orElse(null))
                .param(image.value())
                .update();
    }

    void feature(ImageId image, boolean featured) {
        jdbc.sql("update image set featured = ? where id = ?")
                .params(featured, image.value())
                .update();
    }

    void share(ImageId image, Visibility visibility, Set<TenantId> tenants) {
        jdbc.sql("update image set visibility = ? where id = ?")
                .params(visibility.name(), image.value())
                .update();
        jdbc.sql("delete from image_tenant where image_id = ?")
                .param(image.value())
                .update();
        tenants.forEach(tenant -> add(image, tenant));
    }

    private void add(ImageId image, TenantId tenant) {
        try {
            jdbc.sql("insert into image_tenant (image_id, tenant_id) values (?, ?)")
                    .params(image.value(), tenant.value())
                    .update();
        } catch (DataIntegrityViolationException e) {
            throw new InvalidRequest(
                    "no-such-tenant", "tenants", "There is no tenant " + tenant + ". Nothing was changed.");
        }
    }

    List<TenantId> sharedWith(ImageId image) {
        return jdbc.sql("select t.id from image_tenant s join tenant t on t.id = s.tenant_id"
                        + " where s.image_id = ? order by t.name")
                .param(image.value())
                .query((row, n) -> new TenantId(row.getObject(1, UUID.class)))
                .list();
    }

    /** What is current then is the newest of those that are left. @return false if none would be left, or it is withdrawn already */
    boolean withdraw(ImageId image, ImageVersionId version, String reason) {
        var left = jdbc.sql("""
            select v.id from image_version v left join image_withdrawal w on w.version_id = v.id
            where v.image_id = ? and w.version_id is null and v.id <> ? order by v.number desc limit 1\
            """)
                .params(image.value(), version.value())
                .query(UUID.class)
                .optional();
        if (left.isEmpty()) {
            return false;
        }
        int withdrawn = jdbc.sql(
                        "insert ignore into image_withdrawal (version_id, reason, withdrawn_at) values (?, ?, ?)")
                .params(version.value(), reason, Utc.now(clock))
                .update();
        jdbc.sql("update image set current_version = ? where id = ?")
                .params(left.get(), image.value())
                .update();
        return withdrawn == 1;
    }

    /** With all its versions; what is left in the image store and on hosts is swept up later. */
    void delete(ImageId image) {
        jdbc.sql("delete from image_version where image_id = ?")
                .param(image.value())
                .update();
        jdbc.sql("delete from image where id = ?").param(image.value()).update();
    }

    int countVersions(ImageId image) {
        return jdbc.sql("select count(*) from image_version where image_id = ?")
                .param(image.value())
                .query(Integer.class)
                .single();
    }

    /** One of several versions; the newest of those that are left is current then. */
    void takeBack(ImageId image, ImageVersionId version) {
        jdbc.sql("""
            update image set current_version = (
                select v.id from image_version v left join image_withdrawal w on w.version_id = v.id
                where v.image_id = :image and w.version_id is null and v.id <> :version order by v.number desc limit 1)
            where id = :image and current_version = :version\
            """)
                .param("image", image.value())
                .param("version", version.value())
                .update();
        jdbc.sql("delete from image_version where id = ?")
                .param(version.value())
                .update();
    }
}
