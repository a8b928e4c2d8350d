package dev.slipway.intake;

import java.util.Optional;

/**
 * What is to be fetched, from where.
 *
 * @param expected what it must add up to; @param checksumUrl or where its maker's list of checksums is
 * @param signature by whom it has to be signed; empty = by nobody
 */
public record NewImport(
        String url, Optional<Checksum> expected, Optional<String> checksumUrl, Optional<SignatureWish> signature) {
    public NewImport(String url, Optional<Checksum> expected, Optional<String> checksumUrl) {
        this(url, expected, checksumUrl, Optional.empty());
    }

    /** What people see it called, from its address. */
    String fileName() {
        String path = url.strip().replaceFirst("[?#].*", "").replaceFirst("/+$", "");
        String name = path.substring(path.lastIndexOf('/') + 1);
        return NewUpload.name(name.isEmpty() ? "image" : name.substring(0, Math.min(name.length(), 255)));
    }
}
