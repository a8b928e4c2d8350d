package dev.slipway.ui.component;

import dev.slipway.catalog.Favourites;
import dev.slipway.catalog.ImageView;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.ImageId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/** The favourite images of the person at the screen, as they are while it is open. */
public final class MyFavourites {
    private final Favourites favourites;
    private final Actors actors;
    private final Set<ImageId> mine;

    public MyFavourites(Favourites favourites, Actors actors) {
        this.favourites = favourites;
        this.actors = actors;
        mine = new HashSet<>(favourites.mine(actors.current()));
    }

    public boolean has(ImageView image) {
        return mine.contains(image.id());
    }

    public void set(ImageView image, boolean favourite) {
        if (favourite) {
            favourites.mark(image.version(), actors.current());
            mine.add(image.id());
        } else {
            favourites.unmark(image.version(), actors.current());
            mine.remove(image.id());
        }
    }

    /** Favourites before all others, which stay as they were. */
    public Comparator<ImageView> first() {
        return Comparator.comparing(image -> !has(image));
    }
}
