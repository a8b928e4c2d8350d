package dev.slipway.ui.catalog;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import dev.slipway.catalog.OperatingSystem;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The system in an image, as people call it: one that is known, or any other words. */
class SystemField extends ComboBox<String> {
    private final Map<String, OperatingSystem> known = new HashMap<>();

    SystemField() {
        super("Operating system");
        setRenderer(new ComponentRenderer<>(this::line));
        setAllowCustomValue(true);
        addCustomValueSetListener(e -> setValue(e.getDetail().strip()));
        setHelperText(
                "One that is known proposes what it needs, and how long it is maintained; any other words will do.");
    }

    void offer(List<OperatingSystem> systems) {
        systems.forEach(system -> known.putIfAbsent(system.name(), system));
        setItems(
                this::isMeant,
                systems.stream().map(OperatingSystem::name).distinct().toList());
    }

    /** Empty if it is not one that is known; such as {@code Debian 13 (trixie)} is. */
    Optional<OperatingSystem> system() {
        return getOptionalValue()
                .map(words -> words.replaceFirst(" \\([^()]*\\)$", ""))
                .map(known::get);
    }

    String words() {
        return getOptionalValue().orElse("").strip();
    }

    private boolean isMeant(String name, String words) {
        String said = (name + " " + shortId(name)).toLowerCase(Locale.ROOT);
        return List.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).stream()
                .allMatch(said::contains);
    }

    private Div line(String name) {
        Span id = new Span(shortId(name));
        id.addClassNames("sw-mono", "sw-quiet");
        Div line = new Div(new Span(name), id);
        line.addClassName("sw-system");
        return line;
    }

    private String shortId(String name) {
        return Optional.ofNullable(known.get(name))
                .map(OperatingSystem::shortId)
                .orElse("");
    }
}
