package dev.slipway.ui.catalog;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageSignature;
import dev.slipway.catalog.ImageView;
import dev.slipway.ui.component.Copyable;
import dev.slipway.ui.component.Facts;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.TimeAgo;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is known of an image. */
final class ImageFacts {
    private ImageFacts() {}

    static Facts of(ImageView image) {
        var system = image.system();
        Facts facts = new Facts()
                .with("Kind", image.kind() == ImageKind.ISO ? "ISO: a disc to install from" : "Golden image")
                .with("System", system.os() + ", " + system.architecture().words())
                .with("Firmware", system.firmware().words())
                .with("Has", features(image));
        if (!system.defaultUser().isEmpty()) {
            facts.with("Signs in as", system.defaultUser());
        }
        facts.with("Needs", needs(image))
                .with("Version", image.versionLabel())
                .with("Published", new TimeAgo(image.publishedAt()))
                .with("Download", Sizing.bytes(image.fileBytes()))
                .with("Owner", image.standing().owner().name())
                .with("For", visible(image));
        image.about().endOfLife().ifPresent(day -> facts.with("End of life", day.toString()));
        if (!image.about().maintainer().isEmpty()) {
            facts.with("Maintainer", image.about().maintainer());
        }
        if (!image.about().licence().isEmpty()) {
            facts.with("Licence", image.about().licence());
        }
        image.signature().ifPresent(signature -> facts.with("Signed", signed(signature)));
        return facts.with("SHA-256", new Copyable(image.sha256(), "checksum"))
                .with("Id", new Copyable(image.version().toString(), "id of this version"));
    }

    /** Who signed what it was made of, with the fingerprint as it is compared. */
    static Div signed(ImageSignature signature) {
        Span words = new Span(signature.keyName() + " signed " + signature.of().words() + " on "
                + LocalDate.ofInstant(signature.at(), ZoneOffset.UTC));
        Span print = new Span(signature.fingerprint().replaceAll("(.{4})(?=.)", "$1 "));
        print.addClassNames("sw-mono", "sw-quiet");
        Div both = new Div(words, new Div(new Span(signature.owner())), print);
        both.addClassName("sw-signed");
        return both;
    }

    static String needs(ImageView image) {
        return Stream.of(
                        image.needs().vcpus() > 1 ? Sizing.vcpus(image.needs().vcpus()) : "",
                        Sizing.mib(image.minMemoryMib()) + " memory",
                        image.minDiskMib() > 0 ? Sizing.mib(image.minDiskMib()) + " disk" : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String features(ImageView image) {
        return (image.cloudInit() ? "cloud-init" : "no cloud-init") + (image.guestAgent() ? ", guest agent" : "");
    }

    private static String visible(ImageView image) {
        var standing = image.standing();
        return switch (standing.visibility()) {
            case PUBLIC -> "Everybody";
            case TENANTS -> "Its owner, and tenants with which it is shared";
            case PRIVATE -> standing.owner().isPlatform() ? "Platform administrators" : "Its owner only";
        };
    }
}
