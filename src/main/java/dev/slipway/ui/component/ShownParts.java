package dev.slipway.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The parts of a screen that is shown again and again. One that reads as before is left alone: it does not go away under
 * the hand that is pressing something in it, and a press that is already on its way here still finds it.
 */
public final class ShownParts {
    private final HasComponents within;
    private final Map<Object, Drawn> drawn = new LinkedHashMap<>();

    /** @param within holds these parts and nothing else */
    public ShownParts(HasComponents within) {
        this.within = within;
    }

    /**
     * @param of what it is about; no two at once are of the same
     * @param reads all that it is drawn from: while that is equal, it is not drawn again
     */
    public record Part(Object of, Object reads, Supplier<Component> draw) {
        /** One that is drawn from a value that is equal to what it was for as long as it reads the same. */
        public static <T> Part of(Object of, T from, Function<T, Component> draw) {
            return new Part(of, from, () -> draw.apply(from));
        }
    }

    private record Drawn(Object reads, Component component) {}

    /** Shows these in this order, and no others. */
    public void show(List<Part> parts) {
        List<Component> now = new ArrayList<>();
        Map<Object, Drawn> next = new LinkedHashMap<>();
        for (Part part : parts) {
            Drawn before = drawn.get(part.of());
            Drawn kept = before != null && before.reads().equals(part.reads())
                    ? before
                    : new Drawn(part.reads(), part.draw().get());
            next.put(part.of(), kept);
            now.add(kept.component());
        }
        List<Component> there = remove(new HashSet<>(now));
        for (int i = 0; i < now.size(); i++) {
            if (i >= there.size() || there.get(i) != now.get(i)) {
                there.remove(now.get(i));
                there.add(i, now.get(i));
                within.addComponentAtIndex(i, now.get(i));
            }
        }
        drawn.clear();
        drawn.putAll(next);
    }

    /** @return what stays, in the order in which it is there */
    private List<Component> remove(Set<Component> allBut) {
        List<Component> there = new ArrayList<>();
        for (Drawn old : drawn.values()) {
            if (allBut.contains(old.component())) {
                there.add(old.component());
            } else {
                within.remove(old.component());
            }
        }
        return there;
    }
}
