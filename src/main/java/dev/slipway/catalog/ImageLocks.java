package dev.slipway.catalog;

import dev.slipway.kernel.ImageId;
import dev.slipway.kernel.NotFound;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who changes an image and who launches from it wait for each other, each until the other's transaction ends. */
@Component
class ImageLocks {
    private final JdbcClient jdbc;

    ImageLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** It stays until the transaction ends; others may hold it, too. @throws NotFound if it was deleted meanwhile */
    void hold(ImageId image) {
        lock(image, " lock in share mode");
    }

    /** For oneself alone. @throws NotFound if it was deleted meanwhile */
    void lock(ImageId image) {
        lock(image, " for update");
    }

    /** Whoever writes about a content or removes it does so alone. */
    void lockContent(String sha256) {
        jdbc.sql("insert into image_content (sha256) values (?) on duplicate key update sha256 = sha256")
                .param(sha256)
                .update();
    }

    void forgetContent(String sha256) {
        jdbc.sql("delete from image_content where sha256 = ?").param(sha256).update();
    }

    private void lock(ImageId image, String how) {
        var there = jdbc.sql("select id from image where id = ?" + how)
                .param(image.value())
                .query(UUID.class)
                .optional();
        if (there.isEmpty()) {
            throw NotFound.of("image");
        }
    }
}
