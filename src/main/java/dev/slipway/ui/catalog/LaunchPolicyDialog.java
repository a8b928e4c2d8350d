package dev.slipway.ui.catalog;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.SizeView;
import dev.slipway.identity.Scope;
import dev.slipway.network.NetworkView;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.vm.launch.LaunchPolicy;
import dev.slipway.vm.launch.LaunchPolicy.FirstBootRule;
import dev.slipway.vm.launch.LaunchPolicy.Offer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Says what whoever launches from an image may choose. */
class LaunchPolicyDialog extends FormDialog {
    private static final Map<FirstBootRule, String> RULES = Map.of(
            FirstBootRule.FREE, "Whatever they like",
            FirstBootRule.PRESET, "Whatever they like; at first this",
            FirstBootRule.FIXED, "This, and nothing else",
            FirstBootRule.NONE, "Nothing");

    private final MultiSelectComboBox<SizeView> sizes = field("sizes", new MultiSelectComboBox<>("Sizes"));
    private final ComboBox<SizeView> size = field("size", new ComboBox<>("Size that is chosen at first"));
    private final Checkbox custom = field("customSizes", new Checkbox("Custom sizes, where the platform allows them"));
    private final Checkbox narrow = field("customRange", new Checkbox("Custom sizes in a range of this image only"));
    private final RangeFields range = new RangeFields();
    private final MultiSelectComboBox<NetworkView> networks;
    private final ComboBox<NetworkView> network;
    private final RadioButtonGroup<FirstBootRule> rule;
    private final TextArea text;
    private final ImageView image;
    private final ImageParts parts;
    private final Runnable done;
    private final LaunchPolicy before;

    LaunchPolicyDialog(ImageView image, ImageParts parts, Runnable done) {
        super(
                "Launches from " + image.name(),
                "What people may choose who launch a VM from it, in the form and through the API. Quota counts besides;"
                        + " VMs that are there stay as they are.",
                "Save");
        this.image = image;
        this.parts = parts;
        this.done = done;
        part(range, range.inputs());
        networks = field("networks", new MultiSelectComboBox<>("Networks"));
        network = field("network", new ComboBox<>("Network that is chosen at first"));
        rule = field("firstBoot", new RadioButtonGroup<>("What the guest is told for its first boot"));
        text = field("firstBootText", new TextArea("User data"));
        setWidth("min(40rem, 100%)");
        offer(sizes, size, sizes(), SizeView::name);
        offer(networks, network, networks(), NetworkView::name);
        rule.addClassName("sw-stacked");
        rule.setItems(FirstBootRule.values());
        rule.setItemLabelGenerator(RULES::get);
        rule.setVisible(image.cloudInit());
        text.setHelperText("cloud-init: #cloud-config YAML, or a script with #!. At most 16 KiB.");
        text.setMinRows(5);
        text.addClassName("sw-user-data");
        rule.addValueChangeListener(e -> showWhatCounts());
        custom.addValueChangeListener(e -> showWhatCounts());
        narrow.addValueChangeListener(e -> showWhatCounts());
        before = parts.policies().of(image.version(), parts.actor());
        show(before);
        showWhatCounts();
    }

    private static <T> void offer(
            MultiSelectComboBox<T> several, ComboBox<T> first, List<T> items, Function<T, String> name) {
        several.setItems(items);
        several.setItemLabelGenerator(name::apply);
        several.setHelperText("None chosen: all that they may use. One: it is fixed.");
        first.setItems(items);
        first.setItemLabelGenerator(name::apply);
        first.setClearButtonVisible(true);
        first.setHelperText("None: the form takes the first that will do.");
    }

    /** Those that the image's people may use. */
    private List<SizeView> sizes() {
        Scope owner = image.standing().owner().scope();
        return owner.project() == null
                ? parts.sizes().list(parts.actor())
                : parts.sizes().usable(owner, parts.actor());
    }

    private List<NetworkView> networks() {
        Scope owner = image.standing().owner().scope();
        return owner.project() == null
                ? parts.networks().list(parts.actor())
                : parts.networks().usable(owner, parts.actor());
    }

    private void show(LaunchPolicy now) {
        sizes.setValue(chosen(sizes(), s -> now.sizes().only().contains(s.id())));
        chosen(sizes(), s -> now.sizes().preset().equals(Optional.of(s.id()))).forEach(size::setValue);
        custom.setValue(now.customSizes());
        narrow.setValue(now.customRange().isPresent());
        now.customRange().ifPresent(range::show);
        networks.setValue(chosen(networks(), n -> now.networks().only().contains(n.id())));
        chosen(networks(), n -> now.networks().preset().equals(Optional.of(n.id())))
                .forEach(network::setValue);
        rule.setValue(now.firstBoot());
        text.setValue(now.firstBootText());
    }

    /** What the person does not see, such as a size for others, stays: without it the rest might be everything. */
    private static <T, I> Offer<I> offered(
            Offer<I> before, List<T> seen, Set<T> chosen, Optional<T> first, Function<T, I> id) {
        var ids = seen.stream().map(id).toList();
        var unseen = before.only().stream().filter(one -> !ids.contains(one));
        return new Offer<>(
                Stream.concat(chosen.stream().map(id), unseen).toList(),
                first.map(id).or(() -> before.preset().filter(one -> !ids.contains(one))));
    }

    private static <T> List<T> chosen(List<T> all, Predicate<T> which) {
        return all.stream().filter(which).toList();
    }

    private void showWhatCounts() {
        narrow.setVisible(custom.getValue());
        range.setVisible(custom.getValue() && narrow.getValue());
        text.setVisible(rule.isVisible() && says());
    }

    private boolean says() {
        return rule.getValue() == FirstBootRule.PRESET || rule.getValue() == FirstBootRule.FIXED;
    }

    @Override
    protected void submit() {
        parts.policies()
                .set(
                        image.version(),
                        new LaunchPolicy(
                                offered(
                                        before.sizes(),
                                        sizes(),
                                        sizes.getValue(),
                                        size.getOptionalValue(),
                                        SizeView::id),
                                custom.getValue(),
                                range.isVisible() ? Optional.of(range.range()) : Optional.empty(),
                                offered(
                                        before.networks(),
                                        networks(),
                                        networks.getValue(),
                                        network.getOptionalValue(),
                                        NetworkView::id),
                                rule.getValue(),
                                says() ? text.getValue() : ""),
                        parts.actor());
        done.run();
    }
}
