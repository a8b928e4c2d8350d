package dev.slipway.ui.component;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.catalog.ImageView;

/** Marks an image as a favourite of the person at the screen, or no longer. */
public class StarButton extends Button {
    public StarButton(ImageView image, MyFavourites favourites, Runnable changed) {
        addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        addClassName("sw-star");
        show(image, favourites.has(image));
        addClickListener(e -> {
            favourites.set(image, !favourites.has(image));
            show(image, favourites.has(image));
            changed.run();
        });
    }

    private void show(ImageView image, boolean favourite) {
        String words = favourite ? "A favourite of yours" : "Mark as a favourite";
        setIcon((favourite ? VaadinIcon.STAR : VaadinIcon.STAR_O).create());
        setAriaLabel(words + ": " + image.name());
        getElement().setAttribute("aria-pressed", Boolean.toString(favourite));
        setTooltipText(words);
        setClassName("on", favourite);
    }
}
