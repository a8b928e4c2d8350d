package dev.slipway.catalog;

import static dev.slipway.catalog.ImageRows.SELECT;

import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.ImageId;
import dev.slipway.kernel.ImageVersionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Images as they are found by those who may see or use them; {@link ImagePublishing} writes them. */
@Component
class ImageTable {
    private static final String CURRENT = " and v.id = i.current_version order by i.featured desc, i.name, i.id";

    private final JdbcClient jdbc;

    ImageTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Each image in its current version; what is retired only for those whose it is. */
    List<ImageView> current(ImageReach reach, ImageReach owned) {
        return jdbc.sql(SELECT + reach.where() + " and (i.state <> 'RETIRED' or " + owned.where() + ")" + CURRENT)
                .params(reach.params())
                .params(owned.params())
                .query(ImageRows::view)
                .list();
    }

    /** Each in its current version, as far as something can be launched from it. */
    List<ImageView> launchable(ImageReach reach) {
        return jdbc.sql(SELECT + reach.where() + " and i.state <> 'RETIRED' and w.version_id is null" + CURRENT)
                .params(reach.params())
                .query(ImageRows::view)
                .list();
    }

    /** The newest first. */
    List<ImageView> versions(ImageId image, ImageReach reach) {
        return jdbc.sql(SELECT + reach.where() + " and v.image_id = :image order by v.number desc")
                .params(reach.params())
                .param("image", image.value())
                .query(ImageRows::view)
                .list();
    }

    /** What is current instead of those that are older, as far as it is for those who reach it and can be launched. */
    Map<ImageVersionId, NewerVersion> newer(Set<ImageVersionId> versions, ImageReach reach) {
        if (versions.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(SELECT + reach.where() + " and v.id in (:versions) and i.state <> 'RETIRED' and c.id is not null")
                .params(reach.params())
                .param("versions", versions.stream().map(ImageVersionId::value).toList())
                .query(ImageRows::view)
                .list()
                .stream()
                .collect(Collectors.toMap(
                        ImageView::version, image -> image.standing().newer().orElseThrow()));
    }

    Optional<ImageView> find(ImageVersionId version, ImageReach reach) {
        return jdbc.sql(SELECT + reach.where() + " and v.id = :version")
                .params(reach.params())
                .param("version", version.value())
                .query(ImageRows::view)
                .optional();
    }

    /** As the portal itself needs it, whose it may be. */
    Optional<ImageView> find(ImageVersionId version) {
        return jdbc.sql(SELECT + "v.id = ?")
                .param(version.value())
                .query(ImageRows::view)
                .optional();
    }

    Optional<ImageView> find(ImageId image, String sha256) {
        return jdbc.sql(SELECT + "v.image_id = ? and v.sha256 = ?")
                .params(image.value(), sha256)
                .query(ImageRows::view)
                .optional();
    }

    /** Of all its versions. */
    void setHostTags(ImageId image, HostTags tags) {
        jdbc.sql("update image set host_tags = ? where id = ?")
                .params(tags.toString(), image.value())
                .update();
    }
}
