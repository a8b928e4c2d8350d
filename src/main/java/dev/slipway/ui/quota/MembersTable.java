package dev.slipway.ui.quota;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.kernel.UserId;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.LevelView;
import dev.slipway.quota.LimitLine;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.PagedRows;
import dev.slipway.ui.component.SearchField;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.Words;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;

/** What each member of the project uses, for those who may see it; those who may set limits do it here. */
class MembersTable extends Div {
    private final Table<LevelView> table = new Table<>();
    private final SearchField search = new SearchField("Search members", "Search name", words -> refresh());
    private final Setter setter;

    /** Reads a page of members whose names have that text in them. */
    interface Reader {
        Page<LevelView> read(Optional<String> search, PageRequest page);
    }

    /** Sets a member's limits. */
    interface Setter {
        void set(UserId member, Map<Dimension, OptionalLong> limits);
    }

    MembersTable(Reader reader, Setter setter) {
        this.setter = setter;
        addClassNames("sw-panel", "sw-members");
        Div toolbar = new Div(search);
        toolbar.addClassName("sw-toolbar");
        table.main("Member", m -> new Span(m.name()), m -> new Span(words(m)));
        for (Dimension d : Dimension.values()) {
            table.wide(Words.capitalised(d.words()), m -> cell(m.line(d)));
        }
        table.actions(this::edit);
        table.setAllRowsVisible(false);
        table.setItems(new PagedRows<LevelView>(
                page -> reader.read(Optional.of(search.getValue().strip()).filter(s -> !s.isEmpty()), page),
                LevelView::id));
        add(new H2("Members"), toolbar, table);
    }

    final void refresh() {
        table.getDataProvider().refreshAll();
    }

    private static String words(LevelView member) {
        LimitLine vms = member.line(Dimension.VMS);
        LimitLine vcpus = member.line(Dimension.VCPUS);
        return figures(vms) + " VMs · " + figures(vcpus) + " vCPUs";
    }

    private static Span cell(LimitLine line) {
        Span cell = new Span(figures(line));
        cell.addClassName("sw-number");
        cell.setClassName("over", line.over() > 0);
        cell.setTitle(line.words());
        return cell;
    }

    private static String figures(LimitLine line) {
        String used = Sizing.of(line.dimension(), line.used());
        return line.limit().isEmpty()
                ? used
                : used + " of " + Sizing.of(line.dimension(), line.limit().getAsLong());
    }

    private Component edit(LevelView member) {
        ActionButton edit = new ActionButton("", VaadinIcon.EDIT.create(), () -> open(member));
        edit.setAriaLabel("Limits of " + member.name());
        edit.addThemeVariants(ButtonVariant.TERTIARY);
        edit.refuse(member.refusal());
        return edit;
    }

    private void open(LevelView member) {
        new LimitsDialog(member.name(), member, limits -> {
                    setter.set(new UserId(member.id()), limits);
                    refresh();
                })
                .open();
    }
}
