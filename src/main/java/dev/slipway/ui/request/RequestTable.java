package dev.slipway.ui.request;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import dev.slipway.identity.Actors;
import dev.slipway.quota.request.QuotaRequests;
import dev.slipway.quota.request.RequestQuery;
import dev.slipway.quota.request.RequestQuery.Box;
import dev.slipway.quota.request.RequestState;
import dev.slipway.quota.request.RequestView;
import dev.slipway.ui.component.PagedRows;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.TimeAgo;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;

/** Requests of one box, read as far as they are looked at; filtered and sorted by the database. */
class RequestTable extends Table<RequestView> {
    private enum States {
        ALL("All states", EnumSet.noneOf(RequestState.class)),
        OPEN("Open", EnumSet.of(RequestState.OPEN)),
        APPROVED("Approved", EnumSet.of(RequestState.APPROVED)),
        NOT_APPROVED("Not approved", EnumSet.of(RequestState.REFUSED, RequestState.WITHDRAWN, RequestState.EXPIRED));

        private final String words;
        private final Set<RequestState> states;

        States(String words, Set<RequestState> states) {
            this.words = words;
            this.states = Set.copyOf(states);
        }
    }

    private final QuotaRequests requests;
    private final Actors actors;
    private final PagedRows<RequestView> rows = new PagedRows<>(this::read, RequestView::id);
    private final Map<Box, Tab> tabs = new EnumMap<>(Box.class);
    private final Tabs boxes = new Tabs();
    private final Select<States> states = new Select<>();
    private final Span count = new Span();

    RequestTable(QuotaRequests requests, RequestDialogs dialogs, Actors actors, Box first) {
        this.requests = requests;
        this.actors = actors;
        tabs.put(Box.TO_DECIDE, new Tab("To decide"));
        tabs.put(Box.MINE, new Tab("Mine"));
        tabs.put(Box.ALL, new Tab("All"));
        tabs.values().forEach(boxes::add);
        boxes.setSelectedTab(tabs.get(first));
        boxes.addSelectedChangeListener(e -> reload());
        states.setAriaLabel("State");
        states.setItems(States.values());
        states.setItemLabelGenerator(s -> s.words);
        states.setValue(States.ALL);
        states.addValueChangeListener(e -> reload());
        main("What", r -> what(r, dialogs), RequestTable::secondLine);
        wide("State", r -> StateBadge.of(r.state())).setSortProperty("state").setKey("state");
        wide("For", r -> new Span(r.path().memberName()))
                .setSortProperty("requester")
                .setKey("requester");
        wide("Where", r -> new Span(r.project().full()))
                .setSortProperty("project")
                .setKey("project");
        wide("Why", r -> new Span(r.reason())).setFlexGrow(2).setAutoWidth(false);
        wide("Asked", r -> new TimeAgo(r.askedAt())).setSortProperty("askedAt").setKey("askedAt");
        setDataProvider(rows);
    }

    Tabs boxes() {
        return boxes;
    }

    Select<States> states() {
        return states;
    }

    Span count() {
        return count;
    }

    void reload() {
        rows.refreshAll();
    }

    private Page<RequestView> read(PageRequest page) {
        Box box = tabs.entrySet().stream()
                .filter(e -> e.getValue().equals(boxes.getSelectedTab()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Box.ALL);
        Page<RequestView> found = requests.list(
                new RequestQuery(box, Optional.empty(), states.getValue().states), page, actors.current());
        count.setText(found.getTotalElements() + (found.getTotalElements() == 1 ? " request" : " requests"));
        return found;
    }

    private static Button what(RequestView request, RequestDialogs dialogs) {
        Button open = new Button(request.words(), e -> dialogs.open(request.id()));
        open.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        open.addClassName("sw-link");
        return open;
    }

    private static Div secondLine(RequestView request) {
        Div line = new Div(
                StateBadge.of(request.state()),
                new Span(" " + request.path().memberName() + " · "),
                new TimeAgo(request.askedAt()));
        return line;
    }
}
