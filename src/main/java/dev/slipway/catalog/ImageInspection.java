package dev.slipway.catalog;

import dev.slipway.kernel.InvalidRequest;
import java.io.IOException;
import java.nio.file.Path;

/** Looks into a file that somebody brought, before anything else opens it. It is hostile until then. */
interface ImageInspection {

    /** @param virtualBytes the disk that a guest sees */
    record Findings(MasterFormat format, long virtualBytes) {}

    /** @throws InvalidRequest saying what is wrong with the file */
    Findings inspect(ImageKind kind, Path file) throws IOException;
}
