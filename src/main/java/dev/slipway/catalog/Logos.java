package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NotFound;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A small picture for an image, by which people find it. Each image is named by any of its versions. */
@Service
public class Logos {
    /** Bytes that a picture may have. */
    public static final int LARGEST = LogoPicture.LARGEST;

    private final LogoTable table;
    private final Curation curation;

    Logos(LogoTable table, Curation curation) {
        this.table = table;
        this.curation = curation;
    }

    /** A PNG of up to 128 × 128 pixels. @throws NotFound if there is none, or the image is not the actor's to see */
    @Transactional(readOnly = true)
    public byte[] get(ImageVersionId version, Actor actor) {
        return table.find(version, ImageReach.readableBy(actor)).orElseThrow(() -> NotFound.of("logo"));
    }

    /**
     * Takes the place of the one before, if there is one. For those whose image it is.
     *
     * @param picture a PNG or JPEG; what is kept of it is a small PNG that is drawn anew
     * @throws dev.slipway.kernel.InvalidRequest if it is too large, or no picture
     */
    @Audited("image.set-logo")
    @Transactional
    public ImageView put(ImageVersionId version, byte[] picture, Actor actor) {
        var image = curation.lockOwned(version, actor);
        byte[] png = LogoPicture.drawnAnew(picture);
        String sha256 = Sha256.of(png);
        table.put(image.id(), png, sha256);
        return curation.changed(
                "image.set-logo", image, "A logo of " + png.length + " bytes, SHA-256 " + sha256, actor);
    }

    /** None there: done. */
    @Audited("image.remove-logo")
    @Transactional
    public ImageView remove(ImageVersionId version, Actor actor) {
        var image = curation.lockOwned(version, actor);
        return table.delete(image.id())
                ? curation.changed("image.remove-logo", image, "Without a logo.", actor)
                : image;
    }
}
