package dev.slipway.access;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A table of doors and who gets what answer there, for people to read. */
final class Sheet {
    static final String YES = "✔";

    private final Collection<Who> columns;
    private final Map<List<String>, Map<Who, String>> rows = new LinkedHashMap<>();

    Sheet(Collection<Who> columns) {
        this.columns = List.copyOf(columns);
    }

    /** @param door the columns that say which; the last names it for tests */
    void add(List<String> door, Who who, String answer) {
        rows.computeIfAbsent(door, d -> new EnumMap<>(Who.class)).put(who, answer);
    }

    /** The doors that answer this person so. */
    List<String> doors(Who who, Predicate<String> answer) {
        return rows.entrySet().stream()
                .filter(row -> answer.test(row.getValue().getOrDefault(who, "")))
                .map(row -> row.getKey().getLast())
                .toList();
    }

    String table(String... head) {
        return row(List.of(head), columns.stream().map(Who::words).toList())
                + "|---".repeat(head.length) + "|" + ":-:|".repeat(columns.size()) + "\n"
                + rows.entrySet().stream()
                        .map(row -> row(
                                row.getKey(),
                                columns.stream()
                                        .map(who -> row.getValue().getOrDefault(who, ""))
                                        .toList()))
                        .collect(Collectors.joining());
    }

    private static String row(List<String> door, List<String> cells) {
        return "| " + String.join(" | ", door) + " | " + String.join(" | ", cells) + " |\n";
    }
}
