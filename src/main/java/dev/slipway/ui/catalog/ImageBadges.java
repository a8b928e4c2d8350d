package dev.slipway.ui.catalog;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageState;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Visibility;

/** What is remarkable about an image, in a word each. */
class ImageBadges extends Div {
    ImageBadges(ImageView image) {
        addClassName("sw-badges");
        var standing = image.standing();
        if (standing.featured()) {
            badge("Featured", "ok");
        }
        if (image.kind() == ImageKind.ISO) {
            badge("ISO", "busy");
        }
        if (standing.visibility() != Visibility.PUBLIC) {
            badge(standing.visibility() == Visibility.PRIVATE ? "Private" : "Shared", "off");
        }
        if (standing.state() != ImageState.PUBLISHED) {
            badge(standing.state() == ImageState.RETIRED ? "Retired" : "Deprecated", "warn");
        }
        if (standing.withdrawn().isPresent()) {
            badge("Withdrawn", "bad");
        }
    }

    private void badge(String words, String tone) {
        Span badge = new Span(words);
        badge.addClassNames("sw-badge", tone);
        add(badge);
    }
}
