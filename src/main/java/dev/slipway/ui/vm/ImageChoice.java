package dev.slipway.ui.vm;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageState;
import dev.slipway.catalog.ImageView;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.ui.component.ImageLogo;
import dev.slipway.ui.component.Markdown;
import dev.slipway.ui.component.MyFavourites;
import dev.slipway.ui.component.SearchField;
import dev.slipway.ui.component.StarButton;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The images that can be launched from, as cards, found by words; with what to consider about the chosen one. */
class ImageChoice extends Div {
    private static final int LONGEST = 90;
    private static final int MANY = 4;

    private final ChoiceCards<ImageView> cards;
    private final SearchField search = new SearchField("Search images", "Search images", words -> find());
    private final Div star = new Div();
    private final Div warning = new Div();
    private final MyFavourites favourites;
    private final LocalDate today;

    /** @param today for what is about to end */
    ImageChoice(List<ImageView> images, MyFavourites favourites, LocalDate today, Runnable changed) {
        this.favourites = favourites;
        cards = new ChoiceCards<>("Image", ImageView::name, image -> Optional.of(new ImageLogo(image)), this::lines);
        star.addClassNames("sw-badges", "sw-quiet");
        this.today = today;
        addClassName("sw-image-choice");
        search.setVisible(images.size() > MANY);
        warning.addClassName("sw-notice");
        warning.getElement().setAttribute("role", "status");
        add(search, cards, star, warning);
        cards.offer(images.stream().sorted(favourites.first()).toList(), Optional.empty());
        warn();
        showStar();
        cards.addValueChangeListener(e -> {
            warn();
            showStar();
            changed.run();
        });
    }

    ChoiceCards<ImageView> input() {
        return cards;
    }

    Optional<ImageView> chosen() {
        return cards.getOptionalValue();
    }

    void choose(ImageVersionId wished) {
        cards.getListDataView()
                .getItems()
                .filter(i -> i.version().equals(wished))
                .findFirst()
                .ifPresent(cards::setValue);
    }

    private void showStar() {
        star.removeAll();
        chosen().ifPresent(image -> star.add(
                new StarButton(image, favourites, () -> cards.getListDataView().refreshItem(image)),
                new Span(image.name())));
    }

    private void warn() {
        Optional<String> words = chosen().flatMap(image -> image.warning(today));
        warning.setText(words.orElse(""));
        warning.setVisible(words.isPresent());
    }

    /** What is chosen stays in sight, and chosen. */
    private void find() {
        var before = chosen();
        cards.getListDataView().setFilter(image -> before.equals(Optional.of(image)) || isMeant(image));
        before.ifPresent(cards::setValue);
    }

    private boolean isMeant(ImageView image) {
        String said = (image.name() + " " + image.os() + " " + image.description()).toLowerCase(Locale.ROOT);
        return Stream.of(search.getValue().toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .allMatch(said::contains);
    }

    private List<String> lines(ImageView image) {
        return List.of(
                remarks(image),
                image.os(),
                Markdown.plain(image.description(), LONGEST),
                "Version " + image.versionLabel());
    }

    private String remarks(ImageView image) {
        return Stream.of(favourites.has(image) ? "★ Favourite" : "", remark(image))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static String remark(ImageView image) {
        if (image.standing().state() == ImageState.DEPRECATED) {
            return "Deprecated";
        }
        if (image.kind() == ImageKind.ISO) {
            return "Disc to install from";
        }
        return image.standing().featured() ? "Featured" : "";
    }
}
