package dev.slipway.ui.host;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.host.HostView;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.NotFound;
import dev.slipway.live.Change;
import dev.slipway.live.Topic;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.Parts;
import dev.slipway.ui.component.ShownParts.Part;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.ui.session.Needs;
import dev.slipway.vm.fleet.Fleet;
import dev.slipway.vm.fleet.HostLoad;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One host: its state, how full it is, what is on it, and what was done with it. */
@Route("admin/hosts/:host")
@PermitAll
@Needs(Permission.HOST_READ)
public class HostPage extends Page implements BeforeEnterObserver, HasDynamicTitle {
    /** On a busy host something changes all the time. */
    private static final Duration GATHER = Duration.ofMillis(500);

    private final Fleet fleet;
    private final HostScreenParts parts;
    private final List<HostPanel> panels;
    private final Parts head = new Parts("sw-page-header");
    private final Div trouble = new Div();
    private volatile Optional<HostView> shown = Optional.empty();

    HostPage(Fleet fleet, HostScreenParts parts, List<HostPanel> panels) {
        this.fleet = fleet;
        this.parts = parts;
        this.panels = List.copyOf(panels);
        trouble.addClassNames("sw-notice", "bad");
        trouble.getElement().setAttribute("role", "status");
        Div columns = new Div();
        columns.addClassNames("sw-columns", "sw-host-panels");
        this.panels.forEach(columns::add);
        add(head, trouble, columns);
        parts.live().follow(this, GATHER, this::concerns, changes -> reload());
    }

    /** The address of a host's page. */
    public static RouteParameters of(HostId host) {
        return new RouteParameters("host", host.toString());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String host = event.getRouteParameters().get("host").orElse("");
        show(fleet.get(HostId.parse(host), parts.actors().current()));
    }

    @Override
    public String getPageTitle() {
        return shown.map(HostView::name).orElse("Host") + " · Slipway";
    }

    /** Runs on the feed's thread: looks at ids only. */
    private boolean concerns(Change change) {
        return change.topic() == Topic.HOST
                        && shown.filter(host -> host.id().value().equals(change.id()))
                                .isPresent()
                || panels.stream().anyMatch(panel -> panel.concerns(change));
    }

    private void reload() {
        shown.ifPresent(host -> {
            try {
                show(fleet.get(host.id(), parts.actors().current()));
            } catch (NotFound e) {
                leave();
            }
        });
    }

    private void leave() {
        getUI().ifPresent(ui -> ui.navigate(HostsView.class));
    }

    private void show(HostLoad load) {
        HostView host = load.host();
        shown = Optional.of(host);
        head.show(List.of(
                Part.of("titles", host, HostPage::titles),
                // Not anew for each time that it is seen: what can be done with it comes of these.
                new Part("actions", List.of(host.id(), host.name(), host.state()), () -> actions(host))));
        trouble.setText(host.trouble().orElse(""));
        trouble.setVisible(host.trouble().isPresent());
        panels.forEach(panel -> panel.show(load));
    }

    private static Div titles(HostView host) {
        RouterLink back = new RouterLink("← Hosts", HostsView.class);
        back.addClassName("sw-back");
        Span seen = new Span();
        seen.addClassName("sw-quiet");
        host.lastSeen()
                .ifPresentOrElse(
                        at -> seen.add(new Span("last seen "), new TimeAgo(at)), () -> seen.setText("never seen yet"));
        Div state = new Div(StateBadge.of(host.state()), seen);
        state.addClassName("sw-vm-state");
        Div titles = new Div(back, new H1(host.name()), state);
        titles.addClassName("titles");
        return titles;
    }

    private Div actions(HostView host) {
        Div actions = new Div(new HostRowActions(host, parts, this::reload));
        actions.addClassName("actions");
        return actions;
    }
}
