package dev.slipway.vm.promote;

import dev.slipway.catalog.ImageDraft;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.ImageVersionId;
import java.util.Optional;
import java.util.UUID;

/**
 * A VM that is being made into an image, or was.
 *
 * @param id also that of its files while it is under way
 * @param owner whose the image is
 * @param live whether its disk is copied while it runs
 * @param quiet whether its guest is known to have held its file systems still for that
 * @param cleaned whether what identifies its guest is removed from the copy
 * @param hasBase whether its disk stands on the image that it was launched from; empty until that was looked at
 * @param sha256 of what is published; empty until it was looked into
 * @param version empty until it is published
 * @param fresh whether that version was made by this
 */
record Promotion(
        UUID id,
        Scope owner,
        ImageDraft draft,
        boolean live,
        boolean quiet,
        boolean cleaned,
        Optional<Boolean> hasBase,
        Optional<String> sha256,
        Optional<ImageVersionId> version,
        boolean fresh) {}
