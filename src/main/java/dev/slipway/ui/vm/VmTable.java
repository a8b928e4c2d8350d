package dev.slipway.ui.vm;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.GridMultiSelectionModel;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.Tooltip;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Change;
import dev.slipway.live.Topic;
import dev.slipway.metrics.Idle;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.Copyable;
import dev.slipway.ui.component.PagedRows;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmView;
import dev.slipway.vm.bulk.BulkWish;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;

/** A project's VMs, read as far as they are looked at; sorted, filtered and searched by the database. */
class VmTable extends Table<VmView> {
    private final VirtualMachines machines;
    private final VmReader reader;
    private final Actors actors;
    private final ProjectView project;
    private final PagedRows<VmView> rows = new PagedRows<>(this::read, VmView::id);
    private final Map<UUID, VmStatus> shown = new HashMap<>();
    private final Span count = new Span();
    private final Span announcements = new Span();
    private final Lasting lasting;
    private final Column<VmView> ends;
    private Map<VmId, Idle> idle = Map.of();
    private VmFilter filter = VmFilter.ALL;
    private long total;

    VmTable(
            VirtualMachines machines,
            VmReader reader,
            Actors actors,
            ProjectView project,
            VmActions actions,
            Lasting lasting) {
        this.reader = reader;
        this.machines = machines;
        this.actors = actors;
        this.project = project;
        this.lasting = lasting;
        main("Name", this::name, VmTable::secondLine)
                .setSortProperty("name")
                .setKey("name")
                .setWidth("11rem");
        wide("State", VmTable::state).setSortProperty("status").setKey("status");
        // Of a width of its own, since most come after the rows are drawn.
        wide("Address", VmTable::address).setAutoWidth(false).setWidth("8.5rem");
        wide("Size", vm -> new Span(Sizing.of(vm.resources())));
        wide("Image", VmTable::image);
        wide("Owner", vm -> new Span(vm.ownerName()));
        wide("Made", vm -> new TimeAgo(vm.createdAt()))
                .setSortProperty("createdAt")
                .setKey("createdAt");
        ends = wide("Ends", VmTable::end).setSortProperty("endsAt").setKey("endsAt");
        // Where nothing ends, that is not worth its place.
        offer(ends, false);
        actions(vm -> new VmRowActions(vm, actions));
        setDataProvider(rows);
        setSelectionMode(SelectionMode.MULTI);
        ((GridMultiSelectionModel<VmView>) getSelectionModel())
                .setSelectAllCheckboxVisibility(GridMultiSelectionModel.SelectAllCheckboxVisibility.HIDDEN);
        announcements.addClassName("sw-hidden");
        announcements.getElement().setAttribute("aria-live", "polite");
    }

    /** How many there are, kept true. */
    Span count() {
        return count;
    }

    long total() {
        return total;
    }

    /** From now on. What is chosen stays so only while it is shown. */
    void filter(VmFilter by) {
        filter = by;
        deselectAll();
        rows.refreshAll();
    }

    List<VmId> chosen() {
        return getSelectedItems().stream().map(VmView::id).toList();
    }

    /** As many as can be chosen at once, in the order in which they are shown. */
    void chooseAll() {
        var first =
                new Query<VmView, Void>(0, BulkWish.MOST, getDataCommunicator().getBackEndSorting(), null, null);
        asMultiSelect().setValue(rows.fetch(first).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** Says changes of state to screen readers. */
    Span announcements() {
        return announcements;
    }

    /** Reads again only the rows that are shown, unless rows may have come, gone or moved. */
    void changed(Set<Change> changes) {
        Set<UUID> ids = changes.stream()
                .filter(c -> c.topic() == Topic.VM)
                .map(Change::id)
                .collect(Collectors.toSet());
        List<VmView> now = shown.keySet().containsAll(ids) && orderStays() ? reader.find(ids) : List.of();
        if (now.size() == ids.size() && now.stream().noneMatch(vm -> vm.status() == VmStatus.BINNED)) {
            now.forEach(this::refresh);
        } else {
            shown.clear();
            rows.refreshAll();
        }
    }

    private boolean orderStays() {
        return !filter.dependsOnWhatChanges()
                && getSortOrder().stream()
                        .noneMatch(o -> "status".equals(o.getSorted().getKey()));
    }

    private void refresh(VmView vm) {
        VmStatus before = shown.put(vm.id().value(), vm.status());
        if (before != vm.status()) {
            announcements.setText(vm.name() + " is now " + vm.status().words().toLowerCase(Locale.ROOT));
        }
        rows.refreshItem(vm);
    }

    private Page<VmView> read(PageRequest wanted) {
        Page<VmView> page = machines.list(filter.query(project.id()), wanted, actors.current());
        total = page.getTotalElements();
        count.setText(total == 1 ? "1 VM" : total + " VMs");
        page.forEach(vm -> shown.put(vm.id().value(), vm.status()));
        idle = lasting.idle(page.getContent());
        if (page.stream().anyMatch(vm -> vm.lease().isPresent())) {
            offer(ends, true);
        }
        return page;
    }

    private static Component image(VmView vm) {
        Div image = new Div(new Span(vm.imageName()));
        vm.newerImage().ifPresent(newer -> {
            Span hint = new Span("Newer: " + newer.label());
            hint.addClassName("sw-quiet");
            image.add(new Div(hint));
        });
        return image;
    }

    private static Component end(VmView vm) {
        return vm.lease().<Component>map(lease -> new TimeAgo(lease.endsAt())).orElseGet(() -> {
            Span never = new Span("–");
            never.addClassName("sw-quiet");
            return never;
        });
    }

    private Component name(VmView vm) {
        Div name = new Div(new RouterLink(vm.name(), VmPage.class, VmPage.of(vm.id())));
        if (!vm.tags().isEmpty()) {
            name.add(new TagLine(vm.tags()));
        }
        Optional.ofNullable(idle.get(vm.id())).ifPresent(seen -> {
            Span hint = new Span(new Span("Idle since "), new TimeAgo(seen.since()));
            hint.addClassName("sw-quiet");
            name.add(new Div(hint));
        });
        return name;
    }

    private static Component secondLine(VmView vm) {
        Div line = new Div(state(vm));
        vm.addresses().stream().findFirst().ifPresent(a -> line.add(new Copyable(a, "address")));
        vm.lease().ifPresent(lease -> {
            Div end = new Div(new Span("Ends "), new TimeAgo(lease.endsAt()));
            end.addClassName("sw-quiet");
            line.add(end);
        });
        return line;
    }

    private static Component state(VmView vm) {
        StateBadge badge = StateBadge.of(vm.status());
        vm.statusReason().ifPresent(reason -> Tooltip.forComponent(badge).setText(reason));
        return badge;
    }

    private static Component address(VmView vm) {
        return vm.addresses().stream()
                .findFirst()
                .<Component>map(a -> new Copyable(a, "address"))
                .orElseGet(() -> {
                    Span none = new Span("–");
                    none.addClassName("sw-quiet");
                    return none;
                });
    }
}
