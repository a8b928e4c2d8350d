package dev.slipway.ui.network;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.network.NetworkUser;
import dev.slipway.network.NetworkView;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.vm.VmPage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The VMs on a network, with the addresses that are theirs. */
class NetworkVmsPanel extends Div {
    private static final int ROWS_SHOWN = 10;

    private final NetworkScreenParts parts;
    private final H2 title = new H2("VMs");
    private final Paragraph taken = new Paragraph();
    private final Table<NetworkUser> table = new Table<>();

    NetworkVmsPanel(NetworkScreenParts parts) {
        this.parts = parts;
        addClassNames("sw-panel", "wide");
        table.main("VM", NetworkVmsPanel::name, vm -> mono(address(vm)));
        table.wide("Address", vm -> mono(address(vm)));
        table.wide("MAC address", vm -> mono(vm.mac()));
        table.setEmptyStateComponent(
                new EmptyState(VaadinIcon.DESKTOP, "No VMs here", "Nothing is plugged into this network."));
        taken.addClassName("sw-quiet");
        add(title, taken, table);
    }

    void show(NetworkView network) {
        List<NetworkUser> vms = parts.networks().users(network.id(), parts.actor());
        title.setText(vms.size() == 1 ? "1 VM" : vms.size() + " VMs");
        taken.setText(taken(vms));
        taken.setVisible(vms.stream().anyMatch(vm -> !vm.reserved().isEmpty()));
        table.setAllRowsVisible(vms.size() <= ROWS_SHOWN);
        table.setItems(vms);
    }

    /** Whose addresses out of its pools are, by project. */
    private static String taken(List<NetworkUser> vms) {
        Map<String, Integer> byPlace = new TreeMap<>();
        vms.forEach(vm -> byPlace.merge(vm.place(), vm.reserved().size(), Integer::sum));
        byPlace.values().removeIf(n -> n == 0);
        return "Addresses out of its pools: "
                + byPlace.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .map(e -> e.getKey() + " has " + e.getValue())
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private static Component name(NetworkUser vm) {
        Span place = new Span(vm.place());
        place.addClassName("sw-quiet");
        return new Div(new Div(new RouterLink(vm.name(), VmPage.class, VmPage.of(vm.vm()))), place);
    }

    private static String address(NetworkUser vm) {
        return vm.reserved().isEmpty() ? "by DHCP" : String.join(", ", vm.reserved());
    }

    private static Span mono(String text) {
        Span span = new Span(text);
        span.addClassName("sw-mono");
        return span;
    }
}
