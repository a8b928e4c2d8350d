package dev.slipway.ui.catalog;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageState;
import dev.slipway.catalog.ImageView;
import dev.slipway.ui.component.SearchField;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds images by words in what is said of them, and by what they are. */
class ImageFilter extends Div implements Predicate<ImageView> {
    private enum Choice implements Predicate<ImageView> {
        ALL("All kinds") {
            @Override
            public boolean test(ImageView image) {
                return true;
            }
        },
        FEATURED("Featured") {
            @Override
            public boolean test(ImageView image) {
                return image.standing().featured();
            }
        },
        GOLDEN("Golden images") {
            @Override
            public boolean test(ImageView image) {
                return image.kind() == ImageKind.GOLDEN;
            }
        },
        ISO("ISOs") {
            @Override
            public boolean test(ImageView image) {
                return image.kind() == ImageKind.ISO;
            }
        },
        OWN("Our own") {
            @Override
            public boolean test(ImageView image) {
                return !image.standing().owner().isPlatform();
            }
        },
        PASSING("Deprecated or retired") {
            @Override
            public boolean test(ImageView image) {
                return image.standing().state() != ImageState.PUBLISHED;
            }
        };

        private final String words;

        Choice(String words) {
            this.words = words;
        }
    }

    private static final String EVERY_SYSTEM = "All systems";

    private final SearchField search;
    private final Select<Choice> choice = new Select<>();
    private final Select<String> system = new Select<>();

    ImageFilter(Runnable changed) {
        addClassName("sw-filters");
        search = new SearchField("Search images", "Search images", words -> changed.run());
        choice.setItems(Choice.values());
        choice.setItemLabelGenerator(c -> c.words);
        choice.setAriaLabel("Which images");
        choice.setValue(Choice.ALL);
        system.setAriaLabel("Which system");
        offer(List.of());
        add(search, choice, system);
        choice.addValueChangeListener(e -> changed.run());
        system.addValueChangeListener(e -> {
            if (e.isFromClient()) {
                changed.run();
            }
        });
    }

    /** Lets choose among their systems. */
    void offer(List<ImageView> images) {
        String chosen = system.getValue();
        List<String> all = Stream.concat(
                        Stream.of(EVERY_SYSTEM),
                        images.stream().map(ImageView::os).distinct().sorted())
                .toList();
        system.setItems(all);
        system.setValue(chosen != null && all.contains(chosen) ? chosen : EVERY_SYSTEM);
    }

    @Override
    public boolean test(ImageView image) {
        return choice.getValue().test(image)
                && (EVERY_SYSTEM.equals(system.getValue()) || image.os().equals(system.getValue()))
                && matches(image, search.getValue());
    }

    /** Whether all of the words are somewhere in what is said of it. */
    static boolean matches(ImageView image, String words) {
        String said = String.join(
                        " ",
                        image.name(),
                        image.os(),
                        image.description(),
                        image.versionLabel(),
                        image.standing().owner().name())
                .toLowerCase(Locale.ROOT);
        return Stream.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(said::contains);
    }
}
