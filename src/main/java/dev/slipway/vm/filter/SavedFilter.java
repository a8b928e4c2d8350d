package dev.slipway.vm.filter;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.VmFilterId;
import dev.slipway.vm.VmQuery;

/** @param name 1 to 64 characters, unique among those that its person has for that project */
public record SavedFilter(VmFilterId id, String name, VmQuery query) {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_SEARCH = 100;

    /** @throws InvalidRequest naming the field that is wrong */
    public SavedFilter {
        name = name.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidRequest(
                    "invalid-name",
                    "name",
                    "Give the filter a name of 1 to " + LONGEST_NAME + " characters, on one line.");
        }
        if (search(query).length() > LONGEST_SEARCH) {
            throw new InvalidRequest(
                    "search-too-long", "search", "What is searched for has at most " + LONGEST_SEARCH + " characters.");
        }
        if (search(query).isEmpty()
                && query.statuses().isEmpty()
                && query.tags().isEmpty()
                && !query.endsSoon()) {
            throw new InvalidRequest(
                    "nothing-filtered",
                    "This would show all VMs. Search for something, or choose states, tags or what ends soon first.");
        }
    }

    static String search(VmQuery query) {
        return query.search().map(String::strip).orElse("");
    }
}
