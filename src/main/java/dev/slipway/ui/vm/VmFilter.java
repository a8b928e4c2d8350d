package dev.slipway.ui.vm;

import com.vaadin.flow.router.QueryParameters;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.ProjectId;
import dev.slipway.vm.VmQuery;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmTags;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which VMs a list shows, as it stands in the page's address too, where it is spelt as the API does. */
record VmFilter(String search, Set<VmStatus> statuses, VmTags tags, boolean endsSoon) {
    static final VmFilter ALL = new VmFilter("", Set.of(), VmTags.NONE, false);

    private static final String PROJECT = "project";
    private static final String SEARCH = "search";
    private static final String STATUS = "status";
    private static final String TAG = "tag";
    private static final String ENDS_SOON = "endsSoon";

    VmFilter {
        search = search.strip();
        statuses = Set.copyOf(statuses);
    }

    static VmFilter of(VmQuery query) {
        return new VmFilter(query.search().orElse(""), query.statuses(), query.tags(), query.endsSoon());
    }

    /** Whatever somebody typed there: what is none of ours is left out. */
    static VmFilter of(QueryParameters address) {
        Map<String, List<String>> said = address.getParameters();
        Set<String> statuses = Set.copyOf(said.getOrDefault(STATUS, List.of()));
        return new VmFilter(
                address.getSingleParameter(SEARCH).orElse(""),
                Arrays.stream(VmStatus.values())
                        .filter(status -> statuses.contains(status.name()))
                        .collect(Collectors.toSet()),
                VmTags.of(said.getOrDefault(TAG, List.of()).stream()
                        .filter(VmFilter::isTag)
                        .distinct()
                        .limit(VmTags.MOST)
                        .toList()),
                address.getSingleParameter(ENDS_SOON).filter("true"::equals).isPresent());
    }

    /** The project that an address names, which may be nobody's. */
    static Predicate<ProjectId> project(QueryParameters address) {
        Optional<String> said = address.getSingleParameter(PROJECT);
        return project -> said.filter(project.toString()::equals).isPresent();
    }

    QueryParameters address(ProjectId project) {
        Map<String, List<String>> said = new LinkedHashMap<>();
        if (!equals(ALL)) {
            said.put(PROJECT, List.of(project.toString()));
        }
        if (!search.isEmpty()) {
            said.put(SEARCH, List.of(search));
        }
        if (!statuses.isEmpty()) {
            said.put(STATUS, statuses.stream().map(Enum::name).sorted().toList());
        }
        if (!tags.isEmpty()) {
            said.put(TAG, List.copyOf(tags.words()));
        }
        if (endsSoon) {
            said.put(ENDS_SOON, List.of("true"));
        }
        return new QueryParameters(said);
    }

    VmQuery query(ProjectId project) {
        return new VmQuery(
                project, search.isEmpty() ? Optional.empty() : Optional.of(search), statuses, tags, endsSoon);
    }

    /** Whether a change of a VM may make it come or go. */
    boolean dependsOnWhatChanges() {
        return !statuses.isEmpty() || !tags.isEmpty() || endsSoon;
    }

    private static boolean isTag(String word) {
        try {
            return VmTags.checked(word).equals(word);
        } catch (InvalidRequest none) {
            return false;
        }
    }
}
