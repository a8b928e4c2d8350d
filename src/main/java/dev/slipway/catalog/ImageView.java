package dev.slipway.catalog;

import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.ImageId;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.Resources;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/**
 * An image in one of its versions.
 *
 * @param virtualMib the disk that a guest sees at least; of an ISO, how large it is
 * @param fileBytes what a copy takes
 * @param hostTags what a host has to have for it
 * @param signature who signed what this version was published from, if that was checked
 * @param logo by what its picture is known again, if it has one; another picture has another
 */
public record ImageView(
        ImageId id,
        ImageKind kind,
        String name,
        ImageAbout about,
        ImageStanding standing,
        ImageVersionId version,
        String versionLabel,
        String releaseNotes,
        ImageSystem system,
        ImageNeeds needs,
        MasterFormat format,
        long virtualMib,
        long fileBytes,
        String sha256,
        Instant publishedAt,
        HostTags hostTags,
        Optional<ImageSignature> signature,
        Optional<String> logo) {
    private static final Period SOON = Period.ofMonths(3);
    private static final String ENDED =
            "It has reached its end of life on %s: nobody mends what is in it any more. Take a newer system.";

    public String description() {
        return about.description();
    }

    public String os() {
        return system.os();
    }

    public String defaultUser() {
        return system.defaultUser();
    }

    public Firmware firmware() {
        return system.firmware();
    }

    public boolean cloudInit() {
        return kind == ImageKind.GOLDEN && system.cloudInit();
    }

    public boolean guestAgent() {
        return system.guestAgent();
    }

    public long minMemoryMib() {
        return needs.memoryMib();
    }

    /** The disk of a VM is at least that large. */
    public long minDiskMib() {
        return switch (kind) {
            case GOLDEN -> Math.max(needs.diskMib(), virtualMib);
            case ISO -> needs.diskMib();
        };
    }

    /** What of it is too little for a VM of this image, such as {@code at least 2 GiB of memory}; empty if it is enough. */
    public Optional<String> lacking(Resources vm) {
        if (vm.vcpus() < needs.vcpus()) {
            return Optional.of("at least " + needs.vcpus() + (needs.vcpus() == 1 ? " vCPU" : " vCPUs"));
        }
        if (vm.memoryMib() < needs.memoryMib()) {
            return Optional.of("at least " + amount(needs.memoryMib()) + " of memory");
        }
        return vm.diskMib() < minDiskMib()
                ? Optional.of("a disk of at least " + amount(minDiskMib()))
                : Optional.empty();
    }

    /** What to consider before launching from it, if anything. */
    public Optional<String> warning(LocalDate today) {
        var instead = standing.replacedBy()
                .map(other -> " Take " + other + " instead.")
                .orElse("");
        return switch (standing.state()) {
            case RETIRED -> Optional.of("It is retired: nothing new is launched from it." + instead);
            case DEPRECATED ->
                Optional.of("It is deprecated: it can still be launched from, but not for much longer." + instead);
            case PUBLISHED ->
                about.endOfLife()
                        .flatMap(day -> day.isAfter(today) ? ending(day, today) : Optional.of(ENDED.formatted(day)));
        };
    }

    private static Optional<String> ending(LocalDate day, LocalDate today) {
        return day.isAfter(today.plus(SOON))
                ? Optional.empty()
                : Optional.of("It reaches its end of life on " + day + ". Take a newer system for what is to stay.");
    }

    private static String amount(long mib) {
        return mib % 1024 == 0 ? mib / 1024 + " GiB" : mib + " MiB";
    }
}
