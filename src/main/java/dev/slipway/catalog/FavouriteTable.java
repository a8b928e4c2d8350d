package dev.slipway.catalog;

import dev.slipway.kernel.ImageId;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.UserId;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code image_favourite}. */
@Component
class FavouriteTable {
    private final JdbcClient jdbc;

    FavouriteTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Set<ImageId> of(UserId user) {
        return jdbc.sql("select image_id from image_favourite where user_id = ?")
                .param(user.value())
                .query((row, n) -> new ImageId(row.getObject(1, UUID.class)))
                .set();
    }

    /** @return false if it is one already @throws NotFound if the image was deleted in this very moment */
    boolean add(UserId user, ImageId image) {
        try {
            jdbc.sql("insert into image_favourite (user_id, image_id) values (?, ?)")
                    .params(user.value(), image.value())
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        } catch (DataIntegrityViolationException e) {
            throw NotFound.of("image");
        }
    }

    /** @return false if it is none */
    boolean remove(UserId user, ImageId image) {
        return jdbc.sql("delete from image_favourite where user_id = ? and image_id = ?")
                        .params(user.value(), image.value())
                        .update()
                == 1;
    }
}
