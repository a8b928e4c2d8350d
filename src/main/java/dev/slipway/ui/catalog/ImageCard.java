package dev.slipway.ui.catalog;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageState;
import dev.slipway.catalog.ImageView;
import dev.slipway.ui.component.ImageLogo;
import dev.slipway.ui.component.Markdown;
import dev.slipway.ui.component.StarButton;
import dev.slipway.ui.vm.LaunchView;

/** An image in short. */
class ImageCard extends Div {
    private static final int LONGEST = 160;

    ImageCard(ImageView image, ImageParts parts, StarButton star) {
        addClassName("sw-panel");
        Span system = new Span(image.os() + " · " + image.versionLabel());
        system.addClassName("sw-quiet");
        Span needs = new Span("Needs " + ImageFacts.needs(image));
        needs.addClassName("sw-quiet");
        Div title = new Div(new ImageLogo(image), new H2(image.name()), star);
        title.addClassName("sw-card-title");
        add(new ImageBadges(image), title, system);
        String about = Markdown.plain(image.description(), LONGEST);
        if (!about.isEmpty()) {
            add(new Paragraph(about));
        }
        add(needs);
        image.warning(parts.today()).ifPresent(words -> {
            Div warning = new Div(words);
            warning.addClassName("sw-notice");
            add(warning);
        });
        add(links(image, parts));
    }

    private static String words(ImageKind kind) {
        return switch (kind) {
            case GOLDEN -> "Launch a VM from it";
            case ISO -> "Install a VM from it";
        };
    }

    private static Div links(ImageView image, ImageParts parts) {
        Div links = new Div();
        links.addClassName("sw-card-links");
        if (image.standing().state() != ImageState.RETIRED) {
            RouterLink launch = new RouterLink(words(image.kind()), LaunchView.class);
            launch.setQueryParameters(
                    QueryParameters.of("image", image.version().toString()));
            links.add(launch);
        }
        Button details = new Button("Details", e -> new ImageDialog(image, parts).open());
        details.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        details.setAriaLabel("Details of " + image.name());
        links.add(details);
        if (parts.whyNotOwn(image).isEmpty() || parts.seesHosts()) {
            links.add(new RouterLink("Manage", ImagePage.class, ImagePage.of(image.version())));
        }
        return links;
    }
}
