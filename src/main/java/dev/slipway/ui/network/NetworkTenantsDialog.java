package dev.slipway.ui.network;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import dev.slipway.kernel.NotFound;
import dev.slipway.network.NetworkView;
import dev.slipway.tenant.TenantView;
import dev.slipway.ui.component.FormDialog;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.domain.PageRequest;

/** Says which tenants may use a network. */
class NetworkTenantsDialog extends FormDialog {
    private final MultiSelectComboBox<TenantView> tenants = field("tenants", new MultiSelectComboBox<>("Tenants"));
    private final NetworkView network;
    private final NetworkScreenParts parts;
    private final Runnable done;

    NetworkTenantsDialog(NetworkView network, NetworkScreenParts parts, Runnable done) {
        super(
                "Who may use " + network.name(),
                "For all others it is not there: they neither see it nor launch on it. VMs that are on it stay.",
                "Save");
        this.network = network;
        this.parts = parts;
        this.done = done;
        tenants.setHelperText("None chosen: every tenant.");
        tenants.setPlaceholder("Every tenant");
        tenants.setItemLabelGenerator(TenantView::name);
        tenants.setItems(query -> parts
                .tenants()
                .list(
                        query.getFilter().filter(text -> !text.isBlank()),
                        PageRequest.of(query.getPage(), query.getPageSize()),
                        parts.actor())
                .stream());
        tenants.setValue(chosen(network, parts).collect(Collectors.toSet()));
    }

    /** Those that may use it now, by name. */
    static Stream<TenantView> chosen(NetworkView network, NetworkScreenParts parts) {
        return parts.networks().tenants(network.id(), parts.actor()).stream().flatMap(id -> {
            try {
                return Optional.of(parts.tenants().get(id, parts.actor())).stream();
            } catch (NotFound e) {
                // Deleted in this very moment.
                return Stream.empty();
            }
        });
    }

    @Override
    protected void submit() {
        parts.networks()
                .restrict(
                        network.id(),
                        tenants.getValue().stream().map(TenantView::id).collect(Collectors.toSet()),
                        parts.actor());
        done.run();
    }
}
