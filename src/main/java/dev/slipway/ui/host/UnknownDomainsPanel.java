package dev.slipway.ui.host;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.kernel.HostId;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.ui.component.Table;
import dev.slipway.vm.adopt.UnknownDomain;
import dev.slipway.vm.fleet.HostLoad;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;

/** Domains on a host that are no VMs of Slipway. Not there while there are none. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Order(40)
class UnknownDomainsPanel extends HostPanel {
    private final AdoptParts parts;
    private final Table<UnknownDomain> table = new Table<>();
    private final Checkbox ignored = new Checkbox("Show those that are ignored", e -> refresh());
    private Optional<HostId> host = Optional.empty();
    private List<UnknownDomain> all = List.of();

    UnknownDomainsPanel(AdoptParts parts) {
        super("Unknown domains");
        this.parts = parts;
        addClassName("wide");
        var words = new Paragraph("On this host, and no VMs of Slipway. Nothing is done to them unless you adopt one.");
        words.addClassName("sw-quiet");
        table.main("Name", UnknownDomainsPanel::name, d -> StateBadge.of(d.status()));
        table.wide("State", d -> StateBadge.of(d.status()));
        table.wide("Size", d -> new Span(size(d)));
        table.wide(
                "Disks",
                d -> lines(d.disks().stream().map(UnknownDomainsPanel::words).toList()));
        table.wide(
                "Network",
                d -> lines(d.nics().stream().map(UnknownDomainsPanel::words).toList()));
        table.actions(d -> new UnknownDomainActions(host.orElseThrow(), d, parts, this::reload));
        table.setAllRowsVisible(true);
        add(words, ignored, table);
        setVisible(false);
    }

    @Override
    void show(HostLoad load) {
        host = Optional.of(load.host().id());
        reload();
    }

    private void reload() {
        var now = parts.domains().list(host.orElseThrow(), parts.actors().current());
        // A menu that is open stays so while nothing has changed.
        if (now.equals(all)) {
            return;
        }
        all = now;
        setVisible(!all.isEmpty());
        var hidden = all.stream().filter(UnknownDomain::ignored).count();
        ignored.setVisible(hidden > 0);
        ignored.setLabel("Show " + hidden + " ignored");
        refresh();
    }

    private void refresh() {
        var shown = all.stream().filter(d -> ignored.getValue() || !d.ignored()).toList();
        table.setItems(shown);
        table.setVisible(!shown.isEmpty());
    }

    private static Component name(UnknownDomain domain) {
        var name = new Div(new Div(domain.name()));
        if (domain.ignored()) {
            var quiet = new Span("ignored");
            quiet.addClassName("sw-quiet");
            name.add(quiet);
        }
        return name;
    }

    static String size(UnknownDomain domain) {
        return domain.vcpus() + (domain.vcpus() == 1 ? " vCPU · " : " vCPUs · ") + Sizing.mib(domain.memoryMib())
                + " · " + Sizing.mib(domain.diskMib());
    }

    private static String words(UnknownDomain.Disk disk) {
        return disk.target() + " · "
                + disk.pool()
                        .map(pool -> Sizing.mib(disk.capacityMib()) + " in " + pool)
                        .orElse("in no pool: " + disk.path());
    }

    private static String words(UnknownDomain.Nic nic) {
        return nic.network().orElse(nic.source() + ", which is none of Slipway's");
    }

    private static Component lines(List<String> lines) {
        return new Div(lines.stream().map(Div::new).collect(Collectors.toList()).toArray(Div[]::new));
    }
}
