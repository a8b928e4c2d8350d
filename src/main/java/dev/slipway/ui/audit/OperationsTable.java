package dev.slipway.ui.audit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.PagedRows;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.ui.vm.VmPage;
import java.util.function.Function;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;

/** What is being done and how it went, newest first. */
public class OperationsTable extends Table<OperationView> {
    private final PagedRows<OperationView> rows;

    public OperationsTable(Function<PageRequest, Page<OperationView>> read, EmptyState nothing) {
        rows = new PagedRows<>(read, OperationView::id);
        main("What", OperationsTable::what, o -> StateBadge.of(o.state()));
        wide("State", o -> StateBadge.of(o.state()));
        wide("How it goes", o -> new Span(howItGoes(o))).setFlexGrow(3).setAutoWidth(false);
        wide("Asked by", o -> new Span(o.requestedBy()));
        wide("When", o -> new TimeAgo(o.requestedAt()));
        setItems(rows);
        setEmptyStateComponent(nothing);
        setSizeFull();
    }

    public void reload() {
        rows.refreshAll();
    }

    /** The state says it already when all went well. */
    private static String howItGoes(OperationView operation) {
        return operation.state() == OperationState.DONE
                ? ""
                : operation.problem().orElse(operation.message());
    }

    private static Component what(OperationView operation) {
        String words = operation.title() + " " + operation.targetName();
        return operation.targetType().equals("vm")
                ? new RouterLink(words, VmPage.class, VmPage.of(new VmId(operation.target())))
                : new Span(words);
    }
}
