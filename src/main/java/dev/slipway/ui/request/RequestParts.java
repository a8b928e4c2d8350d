package dev.slipway.ui.request;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.slipway.quota.Deciders;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.QuotaLine;
import dev.slipway.quota.request.RequestLine;
import dev.slipway.quota.request.RequestView;
import dev.slipway.quota.request.Wanted;
import java.util.List;

/** The parts of a request: how each limit stands, and who has decided or is to. */
class RequestParts extends UnorderedList {
    RequestParts(RequestView request, List<QuotaLine> standing) {
        addClassName("sw-parts");
        for (RequestLine line : request.lines()) {
            QuotaLine now = standing.stream()
                    .filter(q -> line.wanted().equals(new Wanted(q.level(), q.dimension())))
                    .findFirst()
                    .orElseThrow();
            add(item(request, line, now));
        }
    }

    private static ListItem item(RequestView request, RequestLine line, QuotaLine now) {
        Span what = new Span("+ " + line.dimension().show(line.asked()));
        what.addClassName("what");
        Span where = new Span(now.words() + " " + stands(now));
        Span state = new Span(state(request, line));
        state.addClassName("sw-quiet");
        return new ListItem(new Div(what, where), state);
    }

    private static String stands(QuotaLine now) {
        Dimension d = now.dimension();
        return "uses " + d.bare(now.used())
                + (now.limit().isPresent() ? " of " + d.bare(now.limit().getAsLong()) : ", has no limit any more");
    }

    private static String state(RequestView request, RequestLine line) {
        if (line.decidedBy().isPresent()) {
            String until = line.grantedUntil().isPresent() ? " for a time" : " for good";
            long granted = line.granted().orElse(0);
            return line.decidedBy().get()
                    + (granted == 0
                            ? " gives none of it"
                            : " gives " + line.dimension().bare(granted) + until);
        }
        return request.state().isFinal()
                ? "not given"
                : line.decidable() ? "yours to decide" : "waits for " + Deciders.words(line.level());
    }
}
