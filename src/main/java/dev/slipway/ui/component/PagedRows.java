package dev.slipway.ui.component;

import com.vaadin.flow.data.provider.AbstractBackEndDataProvider;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.provider.QuerySortOrder;
import com.vaadin.flow.data.provider.SortDirection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** Rows of a table that a façade gives page by page, read when they are looked at. */
public class PagedRows<T> extends AbstractBackEndDataProvider<T, Void> {
    private final Function<PageRequest, Page<T>> read;
    private final Function<T, Object> identity;

    /** @param identity what makes two readings of a row the same row */
    public PagedRows(Function<PageRequest, Page<T>> read, Function<T, Object> identity) {
        this.read = read;
        this.identity = identity;
    }

    @Override
    protected Stream<T> fetchFromBackEnd(Query<T, Void> query) {
        return read.apply(PageRequest.of(query.getPage(), query.getPageSize(), sort(query.getSortOrders()))).stream();
    }

    @Override
    protected int sizeInBackEnd(Query<T, Void> query) {
        return Math.toIntExact(read.apply(PageRequest.of(0, 1)).getTotalElements());
    }

    @Override
    public Object getId(T item) {
        return identity.apply(item);
    }

    private static Sort sort(List<QuerySortOrder> orders) {
        return Sort.by(orders.stream()
                .map(o -> o.getDirection() == SortDirection.ASCENDING
                        ? Sort.Order.asc(o.getSorted())
                        : Sort.Order.desc(o.getSorted()))
                .toList());
    }
}
