package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.SizeId;
import java.util.List;
import org.springframework.stereotype.Service;

/** Sizes, curated by administrators, offered to everybody. */
@Service
public class Sizes {
    /** Smallest first. */
    public List<SizeView> list(Actor actor) {
        throw new UnsupportedOperationException();
    }

    public SizeView get(SizeId size, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public SizeView create(String name, Resources resources, Actor actor) {
        throw new UnsupportedOperationException();
    }
}
