package dev.slipway.ui.catalog;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.identity.Actors;
import dev.slipway.live.Topic;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Facts;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.vm.LaunchView;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** The golden images there are, and what is in each. */
@Route("images")
@Menu(title = "Images", order = 20, icon = "vaadin:disc")
@PageTitle("Images · Slipway")
@PermitAll
public class ImagesView extends Page {
    private final Images images;
    private final Actors actors;
    private final Div cards = new Div();

    ImagesView(Images images, Actors actors, LiveScreens live) {
        this.images = images;
        this.actors = actors;
        cards.addClassName("sw-image-cards");
        add(
                new PageHeader("Images", "What a VM starts as. Curated by administrators; a version never changes."),
                cards);
        reload();
        live.follow(this, c -> c.topic() == Topic.IMAGE, changes -> reload());
    }

    private void reload() {
        List<ImageView> all = images.list(actors.current());
        cards.removeAll();
        all.forEach(image -> cards.add(card(image)));
        if (all.isEmpty()) {
            cards.add(new EmptyState(
                    VaadinIcon.DISC,
                    "No images yet",
                    "An administrator publishes the first one. Until then nothing can be launched."));
        }
    }

    private static Div card(ImageView image) {
        RouterLink launch = new RouterLink("Launch a VM from it", LaunchView.class);
        launch.setQueryParameters(QueryParameters.of("image", image.version().toString()));
        Facts facts = new Facts()
                .with("System", image.os())
                .with("Signs in as", image.defaultUser())
                .with("Version", image.versionLabel())
                .with("Published", new TimeAgo(image.publishedAt()))
                .with(
                        "Needs",
                        Sizing.mib(image.minMemoryMib()) + " memory, " + Sizing.mib(image.virtualMib()) + " disk")
                .with("Download", Sizing.bytes(image.fileBytes()))
                .with("Has", features(image));
        Div card = new Div(new H2(image.name()), new Paragraph(image.description()), facts, launch);
        card.addClassName("sw-panel");
        return card;
    }

    private static Span features(ImageView image) {
        return new Span((image.cloudInit() ? "cloud-init" : "no cloud-init")
                + (image.guestAgent() ? ", guest agent" : "")
                + ", "
                + image.firmware());
    }
}
