package dev.slipway.ui.component;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.TenantId;
import dev.slipway.tenant.TenantRegister;
import dev.slipway.tenant.TenantView;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.domain.PageRequest;

/** Says who may use something: everybody, or some tenants; or its owner alone, where that is a choice. */
public class ReachDialog extends FormDialog {
    public enum Whom {
        EVERYBODY,
        TENANTS,
        OWNER
    }

    /** @param tenants none, unless it is for tenants */
    public record Reach(Whom whom, Set<TenantId> tenants) {}

    private final RadioButtonGroup<Whom> whom = field("visibility", new RadioButtonGroup<>());
    private final MultiSelectComboBox<TenantView> tenants = field("tenants", new MultiSelectComboBox<>("Tenants"));
    private final Consumer<Reach> save;

    /**
     * @param explanation what it means for those who may not
     * @param owner the words of the third choice, if there is one
     * @param now who may use it, and the tenants that may
     */
    public ReachDialog(
            String name,
            String explanation,
            Optional<String> owner,
            Reach now,
            TenantRegister register,
            Supplier<Actor> actor,
            Consumer<Reach> save) {
        super("Who may use " + name, explanation, "Save");
        this.save = save;
        whom.addClassName("sw-stacked");
        whom.setAriaLabel("Who may use it");
        whom.setItems(
                owner.isPresent()
                        ? List.of(Whom.EVERYBODY, Whom.TENANTS, Whom.OWNER)
                        : List.of(Whom.EVERYBODY, Whom.TENANTS));
        whom.setItemLabelGenerator(choice -> words(choice, owner));
        whom.addValueChangeListener(e -> tenants.setVisible(e.getValue() == Whom.TENANTS));
        tenants.setItemLabelGenerator(TenantView::name);
        tenants.setItems(query -> register
                .list(
                        query.getFilter().filter(text -> !text.isBlank()),
                        PageRequest.of(query.getPage(), query.getPageSize()),
                        actor.get())
                .stream());
        tenants.setValue(living(now.tenants(), register, actor.get()).collect(Collectors.toSet()));
        tenants.setVisible(false);
        whom.setValue(now.whom());
    }

    private static String words(Whom choice, Optional<String> owner) {
        return switch (choice) {
            case EVERYBODY -> "Everybody";
            case TENANTS -> "These tenants";
            case OWNER -> owner.orElseThrow();
        };
    }

    /** Those of them that were not deleted in this very moment. */
    public static Stream<TenantView> living(Collection<TenantId> tenants, TenantRegister register, Actor actor) {
        return tenants.stream().flatMap(id -> {
            try {
                return Stream.of(register.get(id, actor));
            } catch (NotFound e) {
                return Stream.empty();
            }
        });
    }

    @Override
    protected void submit() {
        if (whom.getValue() != Whom.TENANTS) {
            save.accept(new Reach(whom.getValue(), Set.of()));
            return;
        }
        if (tenants.isEmpty()) {
            throw new InvalidRequest("no-tenants", "tenants", "Choose at least one tenant, or let everybody use it.");
        }
        save.accept(new Reach(
                Whom.TENANTS, tenants.getValue().stream().map(TenantView::id).collect(Collectors.toSet())));
    }
}
