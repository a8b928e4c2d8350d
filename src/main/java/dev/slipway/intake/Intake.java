package dev.slipway.intake;

import dev.slipway.catalog.ImageSignature;
import dev.slipway.intake.guard.Findings;
import dev.slipway.kernel.IntakeId;
import dev.slipway.kernel.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file on its way into the catalogue.
 *
 * @param bytes how many it has; empty while a server has not told
 * @param received how many of them are here, for certain
 * @param modified the file's own time in the browser, or the tag of a server, by which it is known again
 * @param url where it is fetched from, if it is; {@code pool://POOL/VOLUME} if from a host's pool
 * @param signature how it has to be signed, if so; @param signed what was found of that
 * @param sha256 of what came; @param master of what is published of it
 * @param found by the guard, once it is ready
 */
public record Intake(
        IntakeId id,
        IntakeState state,
        UserId owner,
        String ownerName,
        String fileName,
        OptionalLong bytes,
        long received,
        Optional<String> modified,
        Optional<String> url,
        Optional<Checksum> expected,
        Optional<String> checksumUrl,
        Optional<SignatureWish> signature,
        Optional<ImageSignature> signed,
        Optional<String> sha256,
        Optional<Master> master,
        Optional<Findings> found,
        Optional<String> problem,
        Instant createdAt,
        Instant touchedAt) {
    /** @param converted whether it is not the very file that came */
    public record Master(String sha256, long bytes, boolean converted) {}

    Intake having(long more) {
        return new Intake(
                id,
                state,
                owner,
                ownerName,
                fileName,
                bytes,
                Math.max(received, more),
                modified,
                url,
                expected,
                checksumUrl,
                signature,
                signed,
                sha256,
                master,
                found,
                problem,
                createdAt,
                touchedAt);
    }

    Intake from(String place, Optional<Checksum> checksum, Optional<String> checksums, Optional<SignatureWish> wish) {
        return new Intake(
                id,
                state,
                owner,
                ownerName,
                fileName,
                bytes,
                received,
                modified,
                Optional.of(place),
                checksum,
                checksums,
                wish,
                signed,
                sha256,
                master,
                found,
                problem,
                createdAt,
                touchedAt);
    }

    Intake of(long length, Optional<String> time, Optional<Checksum> checksum) {
        return new Intake(
                id,
                state,
                owner,
                ownerName,
                fileName,
                OptionalLong.of(length),
                received,
                time,
                url,
                checksum,
                checksumUrl,
                signature,
                signed,
                sha256,
                master,
                found,
                problem,
                createdAt,
                touchedAt);
    }

    public boolean isWhole() {
        return bytes.isPresent() && bytes.getAsLong() == received;
    }

    public boolean isFetched() {
        return url.isPresent();
    }
}
