package dev.slipway.catalog;

import dev.slipway.kernel.ImageId;
import dev.slipway.kernel.ImageVersionId;
import java.time.Instant;

/**
 * A golden image with its current version.
 *
 * @param defaultUser who the SSH key lets in
 * @param virtualMib the disk a guest sees at least; @param fileBytes what a copy takes
 */
public record ImageView(
        ImageId id,
        String name,
        String description,
        String os,
        String defaultUser,
        Firmware firmware,
        boolean cloudInit,
        boolean guestAgent,
        long minMemoryMib,
        ImageVersionId version,
        String versionLabel,
        long virtualMib,
        long fileBytes,
        String sha256,
        Instant publishedAt) {}
