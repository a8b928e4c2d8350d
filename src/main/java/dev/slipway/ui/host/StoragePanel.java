package dev.slipway.ui.host;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.data.provider.ListDataProvider;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.PoolId;
import dev.slipway.storage.PoolStanding;
import dev.slipway.storage.StoragePool;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.ui.component.Table;
import dev.slipway.vm.fleet.HostLoad;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;

/** The storage pools of a host, how full they are, and what can be done with them. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Order(50)
class StoragePanel extends HostPanel {
    private static final int NAMED = 3;

    private final StorageParts parts;
    private final Table<StoragePool> table = new Table<>();
    private final ActionButton make;
    private Optional<HostId> host = Optional.empty();
    private List<StoragePool> shown = List.of();

    StoragePanel(StorageParts parts) {
        super("Storage pools");
        this.parts = parts;
        addClassName("wide");
        make = new ActionButton(
                "Make a pool",
                VaadinIcon.PLUS.create(),
                () -> host.ifPresent(h -> new PoolDialog(h, parts, this::reload).open()));
        table.main("Name", this::name, StoragePanel::state);
        table.wide("State", StoragePanel::state);
        table.wide("Kind", p -> new Span(kind(p.type())));
        table.wide("Free", p -> new Span(room(p)));
        table.wide("Where", p -> mono(p.path()));
        table.actions(p -> new PoolActions(p, parts, this::reload));
        table.setEmptyStateComponent(
                new EmptyState(VaadinIcon.STORAGE, "No pools known yet", "They show here once the host has answered."));
        table.setAllRowsVisible(true);
        Div below = new Div(make);
        below.addClassName("sw-below");
        add(table, below);
    }

    @Override
    void show(HostLoad load) {
        host = Optional.of(load.host().id());
        reload();
    }

    private void reload() {
        var actor = parts.actors().current();
        make.refuse(actor.whyNot(Permission.HOST_EDIT, dev.slipway.identity.Scope.PLATFORM));
        show(parts.pools().list(host.orElseThrow(), actor));
    }

    /** Only rows that read otherwise are drawn anew: a menu that is open, of them or of others, would close. */
    private void show(List<StoragePool> now) {
        boolean sameRows = ids(now).equals(ids(shown));
        if (sameRows) {
            for (int i = 0; i < now.size(); i++) {
                if (!words(now.get(i)).equals(words(shown.get(i)))) {
                    table.getDataProvider().refreshItem(now.get(i));
                }
            }
        } else {
            table.setItems(new ListDataProvider<>(now) {
                private static final long serialVersionUID = 1;

                @Override
                public Object getId(StoragePool pool) {
                    return pool.id();
                }
            });
        }
        shown = now;
    }

    private static List<PoolId> ids(List<StoragePool> pools) {
        return pools.stream().map(StoragePool::id).toList();
    }

    /** All of a row that people read. */
    private static List<Object> words(StoragePool p) {
        return List.of(p.name(), p.standing(), p.type(), p.path(), p.forVms(), room(p), p.low(), p.sharedWith());
    }

    private Component name(StoragePool pool) {
        var name = new Div(new Div(pool.name()));
        if (pool.forVms()) {
            var words = new Span("for VMs of this host");
            words.addClassName("sw-quiet");
            name.add(words);
        }
        if (!pool.sharedWith().isEmpty()) {
            var words = new Div("The same storage as " + others(pool) + " has");
            words.addClassName("sw-quiet");
            name.add(words);
        }
        pool.low().ifPresent(low -> {
            var words = new Div(low);
            words.addClassName("sw-trouble");
            name.add(words);
        });
        return name;
    }

    private String others(StoragePool pool) {
        var actor = parts.actors().current();
        var names = pool.sharedWith().stream()
                .limit(NAMED)
                .map(host -> parts.hosts().get(host, actor).name())
                .sorted()
                .toList();
        int more = pool.sharedWith().size() - names.size();
        return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
    }

    private static Component state(StoragePool pool) {
        return StateBadge.of(pool.standing());
    }

    static String room(StoragePool pool) {
        return pool.standing() == PoolStanding.ACTIVE
                ? Sizing.mib(pool.availableMib()) + " of " + Sizing.mib(pool.capacityMib())
                : "–";
    }

    private static String kind(String type) {
        return switch (type) {
            case "dir" -> "Directory";
            case "netfs" -> "NFS";
            case "logical" -> "LVM";
            case "rbd" -> "Ceph RBD";
            case "" -> "–";
            default -> type;
        };
    }

    private static Span mono(String text) {
        var span = new Span(text.isEmpty() ? "–" : text);
        span.addClassName("sw-mono");
        return span;
    }
}
