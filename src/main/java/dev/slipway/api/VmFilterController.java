package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.VmFilterId;
import dev.slipway.vm.VmQuery;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmTags;
import dev.slipway.vm.filter.SavedFilter;
import dev.slipway.vm.filter.SavedFilters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/me/vm-filters")
@Tag(name = "VMs")
class VmFilterController {
    private final SavedFilters filters;

    VmFilterController(SavedFilters filters) {
        this.filters = filters;
    }

    /** What the list of VMs takes as parameters of the same names. */
    record FilterBody(
            String id,
            String name,
            String project,
            @Nullable String search,
            List<VmStatus> status,
            Set<String> tag,
            boolean endsSoon) {
        static FilterBody of(SavedFilter f) {
            return new FilterBody(
                    f.id().toString(),
                    f.name(),
                    f.query().project().toString(),
                    f.query().search().orElse(null),
                    f.query().statuses().stream().sorted().toList(),
                    f.query().tags().words(),
                    f.query().endsSoon());
        }
    }

    /** @param status absent = all @param tag absent = whatever their tags */
    record NewFilterBody(
            @Nullable String name,
            @Nullable String project,
            @Nullable String search,
            @Nullable Set<VmStatus> status,
            @Nullable List<@Nullable String> tag,
            @Nullable Boolean endsSoon) {
        VmQuery query() {
            return new VmQuery(
                    ProjectId.parse(Fields.need("project", project)),
                    Optional.ofNullable(search).map(String::strip).filter(s -> !s.isEmpty()),
                    status == null ? Set.of() : status,
                    tag == null ? VmTags.NONE : VmTags.of(Fields.each("tag", tag)),
                    endsSoon != null && endsSoon);
        }
    }

    @GetMapping
    @Operation(summary = "My filters of lists of VMs")
    List<FilterBody> mine(Actor actor) {
        return filters.mine(actor).stream().map(FilterBody::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Save a filter of the list of VMs, for myself")
    FilterBody save(@RequestBody NewFilterBody body, Actor actor) {
        return FilterBody.of(filters.save(Fields.need("name", body.name()), body.query(), actor));
    }

    @DeleteMapping("/{filter}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a filter of mine")
    void remove(@PathVariable String filter, Actor actor) {
        filters.remove(VmFilterId.parse(filter), actor);
    }
}
