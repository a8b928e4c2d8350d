package dev.slipway.ui.component;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageView;

/** An image's picture, or a quiet sign for one that has none. Its name stands beside it, so screen readers pass it over. */
public class ImageLogo extends Div {
    public ImageLogo(ImageView image) {
        addClassName("sw-logo");
        setClassName("own", image.logo().isPresent());
        getElement().setAttribute("aria-hidden", "true");
        image.logo()
                .ifPresentOrElse(
                        tag -> add(new Image("logos/" + image.version() + "?v=" + tag, "")),
                        () -> add((image.kind() == ImageKind.ISO ? VaadinIcon.DISC : VaadinIcon.CUBE).create()));
    }
}
