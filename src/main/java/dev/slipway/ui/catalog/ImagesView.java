package dev.slipway.ui.catalog;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.catalog.ImageView;
import dev.slipway.live.Topic;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.MyFavourites;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.StarButton;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** The images that there are for the person, and what is in each. */
@Route("images")
@PageTitle("Images · Slipway")
@PermitAll
public class ImagesView extends Page {
    private final ImageParts parts;
    private final ImageFilter filter = new ImageFilter(this::show);
    private final Div cards = new Div();
    private final MyFavourites favourites;
    private List<ImageView> all = List.of();

    ImagesView(ImageParts parts) {
        this.parts = parts;
        favourites = new MyFavourites(parts.favourites(), parts.actors());
        cards.addClassName("sw-image-cards");
        PageHeader header =
                new PageHeader("Images", "What a VM starts as. A version never changes; a newer one takes its place.");
        if (parts.seesHosts()) {
            var everyGuest = new ActionButton("For every guest…", () -> new VendorDataDialog(parts).open());
            everyGuest.refuse(parts.whyNotCurate());
            header.add(everyGuest, new RouterLink("Add an image", AddImageView.class));
        }
        add(header, filter, cards);
        reload();
        parts.live().follow(this, c -> c.topic() == Topic.IMAGE, changes -> reload());
    }

    private void reload() {
        all = parts.images().list(parts.actor()).stream()
                .sorted(favourites.first())
                .toList();
        filter.offer(all);
        show();
    }

    private ImageCard card(ImageView image) {
        return new ImageCard(image, parts, new StarButton(image, favourites, this::reload));
    }

    private void show() {
        cards.removeAll();
        all.stream().filter(filter).map(this::card).forEach(cards::add);
        if (cards.getComponentCount() == 0) {
            cards.add(
                    all.isEmpty()
                            ? new EmptyState(
                                    VaadinIcon.DISC,
                                    "No images yet",
                                    "An administrator publishes the first one. Until then nothing can be launched.")
                            : new EmptyState(
                                    VaadinIcon.SEARCH,
                                    "Nothing like that",
                                    "Search for other words, or choose all kinds and systems."));
        }
    }
}
