package dev.slipway.api;

import dev.slipway.kernel.InvalidRequest;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/** Pages: {@code ?page=0&size=50&sort=name,desc}. Out of bounds is refused, not bent. */
final class Paging {
    static final String DEFAULT_SIZE = "50";
    private static final int LARGEST = 200;
    private static final int LAST_PAGE = 1_000_000;

    private Paging() {}

    /** @param total of all pages */
    record PageBody<T>(List<T> items, int page, int size, long total) {}

    static <S, T> PageBody<T> body(Page<S> page, Function<S, T> mapper) {
        return new PageBody<>(
                page.getContent().stream().map(mapper).toList(),
                page.getNumber(),
                page.getSize(),
                page.getTotalElements());
    }

    static Pageable of(int page, int size) {
        return of(page, size, null);
    }

    /** @param sort {@code field} or {@code field,desc}, of the sortable fields */
    static Pageable of(int page, int size, @Nullable String sort, String... sortable) {
        if (page < 0 || page > LAST_PAGE) {
            throw new InvalidRequest("page", "page", "Pages are counted from 0 to " + LAST_PAGE + ".");
        }
        if (size < 1 || size > LARGEST) {
            throw new InvalidRequest("page-size", "size", "A page has 1 to " + LARGEST + " items.");
        }
        return PageRequest.of(page, size, sort == null ? Sort.unsorted() : sort(sort, sortable));
    }

    private static Sort sort(String sort, String... sortable) {
        int comma = sort.indexOf(',');
        String field = comma < 0 ? sort : sort.substring(0, comma);
        String direction = comma < 0 ? "asc" : sort.substring(comma + 1);
        if (!Arrays.asList(sortable).contains(field) || !List.of("asc", "desc").contains(direction)) {
            throw new InvalidRequest(
                    "sort",
                    "sort",
                    "Sort by one of " + String.join(", ", sortable) + ", with ,asc or ,desc behind it if you like.");
        }
        return Sort.by(Sort.Direction.fromString(direction), field);
    }
}
