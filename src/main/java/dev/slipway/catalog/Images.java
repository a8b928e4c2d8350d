package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.ImageVersionId;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Service;

/** Golden images. The file is checked before anything else opens it: a qcow2 with no backing file and no external data. */
@Service
public class Images {
    public List<ImageView> list(Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** @throws dev.slipway.kernel.NotFound if there is none, or it is not the actor's to use */
    public ImageView get(ImageVersionId version, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** Copies the file into the image store and publishes it as the first or next version of the image of that name; the same content again changes nothing. */
    public ImageView publish(ImageDraft draft, Path file, Actor actor) {
        throw new UnsupportedOperationException();
    }
}
