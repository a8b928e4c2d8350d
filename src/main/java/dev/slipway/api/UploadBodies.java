package dev.slipway.api;

import dev.slipway.api.ImageBodies.SignatureBody;
import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageAbout;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageNeeds;
import dev.slipway.catalog.ImageSystem;
import dev.slipway.intake.Checksum;
import dev.slipway.intake.Intake;
import dev.slipway.intake.IntakeState;
import dev.slipway.intake.guard.Findings;
import dev.slipway.kernel.InvalidRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Files on their way into the catalogue as JSON, and what is said of them when they are published. */
final class UploadBodies {
    private UploadBodies() {}

    /**
     * @param bytes absent while a server has not told; @param expected the checksum it must have
     * @param signature by whom it is signed, if it had to be and was found to be
     * @param format of what came, such as {@code VMDK}; @param masterSha256 of what will be published
     */
    record UploadBody(
            String id,
            IntakeState state,
            String fileName,
            String owner,
            @Nullable Long bytes,
            long offset,
            @Nullable String url,
            @Nullable String expected,
            @Nullable String sha256,
            @Nullable SignatureBody signature,
            @Nullable String format,
            @Nullable Long virtualBytes,
            @Nullable String masterSha256,
            @Nullable String problem,
            Instant createdAt) {
        static UploadBody of(Intake i) {
            return new UploadBody(
                    i.id().toString(),
                    i.state(),
                    i.fileName(),
                    i.ownerName(),
                    i.bytes().isPresent() ? i.bytes().getAsLong() : null,
                    i.received(),
                    i.url().orElse(null),
                    i.expected().map(Checksum::toString).orElse(null),
                    i.sha256().orElse(null),
                    i.signed().map(SignatureBody::of).orElse(null),
                    i.found().map(f -> f.format().name()).orElse(null),
                    i.found().map(Findings::virtualBytes).orElse(null),
                    i.master().map(Intake.Master::sha256).orElse(null),
                    i.problem().orElse(null),
                    i.createdAt());
        }
    }

    /** @param kind GOLDEN or ISO; @param defaultUser absent = nobody is let in by a key; @param endOfLife such as 2030-06-30 */
    record DraftBody(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String description,
            @Nullable String licence,
            @Nullable String maintainer,
            @Nullable String endOfLife,
            @Nullable String os,
            @Nullable String firmware,
            @Nullable String defaultUser,
            @Nullable Boolean cloudInit,
            @Nullable Boolean guestAgent,
            @Nullable Integer minVcpus,
            @Nullable Long minMemoryMib,
            @Nullable Long minDiskMib,
            @Nullable String versionLabel,
            @Nullable String releaseNotes) {
        ImageDraft read() {
            return new ImageDraft(
                    constant("kind", kind, ImageKind.class, ImageKind.GOLDEN),
                    Fields.need("name", name),
                    new ImageAbout(text(description), text(licence), text(maintainer), day()),
                    ImageSystem.of(
                            Fields.need("os", os),
                            constant("firmware", firmware, Firmware.class, Firmware.BIOS),
                            text(defaultUser),
                            cloudInit != null && cloudInit,
                            guestAgent != null && guestAgent),
                    new ImageNeeds(
                            minVcpus == null ? 1 : minVcpus,
                            minMemoryMib == null ? 0 : minMemoryMib,
                            minDiskMib == null ? 0 : minDiskMib),
                    Fields.need("versionLabel", versionLabel),
                    text(releaseNotes));
        }

        private Optional<LocalDate> day() {
            try {
                return Optional.ofNullable(endOfLife).map(LocalDate::parse);
            } catch (DateTimeParseException e) {
                throw new InvalidRequest("invalid-day", "endOfLife", "A day is written as 2030-06-30.");
            }
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static <E extends Enum<E>> E constant(String field, @Nullable String said, Class<E> type, E usual) {
        if (said == null) {
            return usual;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(c -> c.name().equals(said))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest(
                        "invalid-" + field,
                        field,
                        field + " is one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
