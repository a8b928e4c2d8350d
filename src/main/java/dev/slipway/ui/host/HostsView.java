package dev.slipway.ui.host;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.host.HostView;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.live.Topic;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.Shortcut;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.ui.session.Needs;
import dev.slipway.vm.fleet.Fleet;
import dev.slipway.vm.fleet.HostLoad;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The registered hosts: whether they answer, what they have, what is wrong. */
@Route("admin/hosts")
@PageTitle("Hosts · Slipway")
@PermitAll
@Needs(Permission.HOST_READ)
public class HostsView extends Page {
    /** Its figures count VMs and what is promised to them, too; in a large fleet something changes all the time. */
    private static final Set<Topic> SHOWN = EnumSet.of(Topic.HOST, Topic.CAPACITY, Topic.VM);

    private static final Duration GATHER = Duration.ofMillis(500);

    private final HostScreenParts parts;
    private final Fleet fleet;
    private final FleetSummary summary = new FleetSummary();
    private final Select<FleetChoice> choice = new Select<>();
    private final Table<HostLoad> table = new Table<>();

    HostsView(HostScreenParts parts, Fleet fleet) {
        this.parts = parts;
        this.fleet = fleet;
        fillHeight();
        add(
                new PageHeader(
                        "Hosts",
                        "Where VMs run. Administrators and auditors see them.",
                        Shortcut.on("n", registerButton())),
                summary,
                toolbar(),
                table);
        columns();
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.SERVER,
                "No hosts to show",
                "Register a machine with libvirt; Slipway looks at it first, and says what it finds. If you chose some"
                        + " of the hosts, none is like that now.",
                registerButton()));
        reload();
        parts.live().follow(this, GATHER, c -> SHOWN.contains(c.topic()), changes -> reload());
    }

    private void columns() {
        table.main(
                "Name",
                load -> name(load.host()),
                load -> StateBadge.of(load.host().state()));
        table.wide("State", load -> StateBadge.of(load.host().state()));
        table.wide("VMs", load -> new Span(FleetWords.vms(load)));
        table.wide("Full", load -> new Span(FleetWords.percent(load.fullness())));
        table.wide("Processors", load -> processors(load.host()));
        table.wide(
                "Memory",
                load -> new Span(
                        load.host().memoryMib() == 0
                                ? "–"
                                : Sizing.mib(load.host().memoryMib())));
        table.wide("Disk", load -> new Span(HostWords.disk(load.host())));
        table.wide("Runs guests", load -> new Span(HostWords.acceleration(load.host())));
        table.wide(
                "Last seen",
                load -> load.host().lastSeen().<Component>map(TimeAgo::new).orElseGet(() -> new Span("Never")));
        table.actions(load -> new HostRowActions(load.host(), parts, this::reload));
    }

    private Div toolbar() {
        choice.setAriaLabel("Which hosts");
        choice.setItems(FleetChoice.values());
        choice.setItemLabelGenerator(FleetChoice::words);
        choice.setValue(FleetChoice.ALL);
        choice.addValueChangeListener(e -> reload());
        Div toolbar = new Div(choice);
        toolbar.addClassName("sw-toolbar");
        return toolbar;
    }

    private void reload() {
        List<HostLoad> loads = fleet.list(parts.actors().current());
        summary.show(loads);
        table.show(
                loads.stream().filter(choice.getValue()::holds).toList(),
                load -> load.host().id());
    }

    private Button registerButton() {
        ActionButton register = new ActionButton(
                "Register host",
                VaadinIcon.PLUS.create(),
                () -> new RegisterHostDialog(parts, check -> new HostCheckDialog(check, parts, this::reload).open())
                        .open());
        register.addThemeVariants(ButtonVariant.PRIMARY);
        register.refuse(parts.actors().current().whyNot(Permission.HOST_EDIT, Scope.PLATFORM));
        return register;
    }

    private static Component name(HostView host) {
        Span uri = new Span(host.uri());
        uri.addClassNames("sw-quiet", "sw-mono");
        Div name = new Div(new Div(new RouterLink(host.name(), HostPage.class, HostPage.of(host.id()))), uri);
        host.trouble().ifPresent(trouble -> {
            Div words = new Div(trouble);
            words.addClassName("sw-trouble");
            name.add(words);
        });
        return name;
    }

    private static Component processors(HostView host) {
        return new Span(host.cpus() == 0 ? "–" : host.cpus() + " · " + host.architecture());
    }
}
