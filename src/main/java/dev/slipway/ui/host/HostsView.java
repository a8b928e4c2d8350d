package dev.slipway.ui.host;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.identity.Actors;
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
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.session.Needs;
import jakarta.annotation.security.PermitAll;

/** The registered hosts: whether they answer, what they have, what is wrong. */
@Route("admin/hosts")
@Menu(title = "Hosts", order = 110, icon = "vaadin:server")
@PageTitle("Hosts · Slipway")
@PermitAll
@Needs(Permission.HOST_READ)
public class HostsView extends Page {
    private final Hosts hosts;
    private final Actors actors;
    private final Table<HostView> table = new Table<>();

    HostsView(Hosts hosts, Actors actors, LiveScreens live) {
        this.hosts = hosts;
        this.actors = actors;
        fillHeight();
        add(
                new PageHeader(
                        "Hosts", "Where VMs run. Only administrators see them.", Shortcut.on("n", registerButton())),
                table);
        table.main("Name", HostsView::name, h -> StateBadge.of(h.state()));
        table.wide("State", HostsView::state);
        table.wide("Processors", h -> new Span(h.cpus() == 0 ? "–" : h.cpus() + " · " + h.architecture()));
        table.wide("Memory", h -> new Span(h.memoryMib() == 0 ? "–" : Sizing.mib(h.memoryMib())));
        table.wide("Disk free", HostsView::pool);
        table.wide("Runs guests", HostsView::acceleration);
        table.wide("Last seen", h -> h.lastSeen().<Component>map(TimeAgo::new).orElseGet(() -> new Span("Never")));
        table.actions(host -> new HostRowActions(host, hosts, actors, this::reload));
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.SERVER,
                "No hosts yet",
                "Register a machine with libvirt; Slipway finds out the rest by itself.",
                registerButton()));
        reload();
        live.follow(this, c -> c.topic() == Topic.HOST, changes -> reload());
    }

    private void reload() {
        table.setItems(hosts.list(actors.current()));
    }

    private Button registerButton() {
        ActionButton register = new ActionButton(
                "Register host",
                VaadinIcon.PLUS.create(),
                () -> new RegisterHostDialog(hosts, actors, this::reload).open());
        register.addThemeVariants(ButtonVariant.PRIMARY);
        register.refuse(actors.current().whyNot(Permission.HOST_EDIT, Scope.PLATFORM));
        return register;
    }

    private static Component name(HostView host) {
        Span uri = new Span(host.uri());
        uri.addClassNames("sw-quiet", "sw-mono");
        Div name = new Div(new Div(new Span(host.name())), uri);
        host.trouble().ifPresent(trouble -> {
            Div words = new Div(trouble);
            words.addClassName("sw-trouble");
            name.add(words);
        });
        return name;
    }

    private static Component state(HostView host) {
        return StateBadge.of(host.state());
    }

    private static Component pool(HostView host) {
        return new Span(
                host.poolCapacityMib() == 0
                        ? "–"
                        : Sizing.mib(host.poolAvailableMib()) + " of " + Sizing.mib(host.poolCapacityMib()));
    }

    private static Component acceleration(HostView host) {
        return new Span(host.acceleration()
                .map(Object::toString)
                .map(words -> words.equals("KVM") ? "by KVM" : "by emulation (slow)")
                .orElse("not known yet"));
    }
}
