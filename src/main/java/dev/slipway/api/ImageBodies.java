package dev.slipway.api;

import dev.slipway.catalog.ImageAbout;
import dev.slipway.catalog.ImageSignature;
import dev.slipway.catalog.ImageState;
import dev.slipway.catalog.ImageUser;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.StagedView;
import dev.slipway.catalog.Visibility;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.ProjectId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Images as they go over the wire. */
final class ImageBodies {
    private ImageBodies() {}

    /**
     * @param version what a launch names as its image
     * @param description Markdown
     * @param minDiskMib the disk of a VM is at least that large
     * @param virtualMib what the image itself takes of a disk
     * @param owner {@code Platform}, or whose project's it is
     * @param ownerProject absent for the platform's
     * @param replacedBy the name of the image to take instead
     * @param withdrawn why nothing is launched from this version any more; absent if it can be
     * @param signature who signed what this version was published from; absent if nobody had to
     * @param logo by what its picture is known again; absent if it has none
     * @param newer what is launched today instead of this version; absent if this is current
     */
    record ImageBody(
            String id,
            String kind,
            String version,
            String versionLabel,
            String name,
            String description,
            String releaseNotes,
            String os,
            String architecture,
            String defaultUser,
            String firmware,
            boolean cloudInit,
            boolean guestAgent,
            int minVcpus,
            long minMemoryMib,
            long minDiskMib,
            long virtualMib,
            String licence,
            String maintainer,
            @Nullable LocalDate endOfLife,
            String owner,
            @Nullable String ownerProject,
            Visibility visibility,
            ImageState state,
            boolean featured,
            @Nullable String replacedBy,
            @Nullable String withdrawn,
            VmBodies.@Nullable NewerVersionBody newer,
            String format,
            String sha256,
            @Nullable SignatureBody signature,
            Instant publishedAt,
            @Nullable String logo,
            List<String> hostTags) {
        static ImageBody of(ImageView i) {
            var standing = i.standing();
            ProjectId owner = standing.owner().scope().project();
            return new ImageBody(
                    i.id().toString(),
                    i.kind().name(),
                    i.version().toString(),
                    i.versionLabel(),
                    i.name(),
                    i.description(),
                    i.releaseNotes(),
                    i.os(),
                    i.system().architecture().words(),
                    i.defaultUser(),
                    i.firmware().name(),
                    i.cloudInit(),
                    i.guestAgent(),
                    i.needs().vcpus(),
                    i.minMemoryMib(),
                    i.minDiskMib(),
                    i.virtualMib(),
                    i.about().licence(),
                    i.about().maintainer(),
                    i.about().endOfLife().orElse(null),
                    standing.owner().name(),
                    owner == null ? null : owner.toString(),
                    standing.visibility(),
                    standing.state(),
                    standing.featured(),
                    standing.replacedBy().orElse(null),
                    standing.withdrawn().orElse(null),
                    standing.newer().map(VmBodies.NewerVersionBody::of).orElse(null),
                    i.format().name(),
                    i.sha256(),
                    i.signature().map(SignatureBody::of).orElse(null),
                    i.publishedAt(),
                    i.logo().orElse(null),
                    List.copyOf(i.hostTags().words()));
        }
    }

    /** @param of {@code FILE}, or {@code CHECKSUMS}: the list that the file is in; @param owner as the key calls itself */
    record SignatureBody(String key, String owner, String fingerprint, String of, Instant signedAt) {
        static SignatureBody of(ImageSignature s) {
            return new SignatureBody(s.keyName(), s.owner(), s.fingerprint(), s.of().name(), s.at());
        }
    }

    /** @param endOfLife a day such as {@code 2030-06-30}; absent = not known */
    record AboutBody(
            @Nullable String description,
            @Nullable String licence,
            @Nullable String maintainer,
            @Nullable String endOfLife) {
        ImageAbout read() {
            return new ImageAbout(or(description), or(licence), or(maintainer), day());
        }

        private Optional<LocalDate> day() {
            try {
                return Optional.ofNullable(endOfLife).map(LocalDate::parse);
            } catch (DateTimeParseException e) {
                throw new InvalidRequest(
                        "image-endoflife", "endOfLife", "The end of life is a day such as 2030-06-30.");
            }
        }

        private static String or(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    /** @param tenants with whom it is shared; only with {@code TENANTS} */
    record VisibilityBody(
            @Nullable Visibility visibility, @Nullable List<@Nullable String> tenants) {}

    /** @param replacedBy a version of what to take instead */
    record StateBody(@Nullable ImageState state, @Nullable String replacedBy) {
        Optional<ImageVersionId> instead() {
            return Optional.ofNullable(replacedBy).map(ImageVersionId::parse);
        }
    }

    record FeaturedBody(@Nullable Boolean featured) {}

    record WithdrawalBody(@Nullable String reason) {}

    /** @param percent how much of it is there while it is copied */
    record CopyBody(
            String version,
            String versionLabel,
            String host,
            String hostName,
            boolean ready,
            int percent,
            long allocatedBytes,
            Instant changedAt) {
        static CopyBody of(StagedView c) {
            return new CopyBody(
                    c.version().toString(),
                    c.versionLabel(),
                    c.host().toString(),
                    c.hostName(),
                    c.ready(),
                    c.percent(),
                    c.allocatedBytes(),
                    c.changedAt());
        }
    }

    /** @param hosts ids of where it is to lie */
    record HostsBody(@Nullable List<@Nullable String> hosts) {}

    record ImageUserBody(String vm, String name, String place, String version, String versionLabel) {
        static ImageUserBody of(ImageUser u) {
            return new ImageUserBody(
                    u.vm().toString(), u.name(), u.place(), u.version().toString(), u.versionLabel());
        }
    }
}
