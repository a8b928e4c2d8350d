package dev.slipway.kernel;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Words that set hosts apart, such as {@code gpu}: those that a host has, or those that something asks of its host. */
public record HostTags(SortedSet<String> words) {
    public static final HostTags NONE = new HostTags(new TreeSet<>());

    private static final int MOST = 20;

    /** @throws InvalidRequest if one is no tag, or if there are too many */
    public HostTags {
        words = Collections.unmodifiableSortedSet(new TreeSet<>(words));
        if (words.size() > MOST) {
            throw new InvalidRequest("too-many-tags", "tags", "There are at most " + MOST + " tags.");
        }
        for (var word : words) {
            if (!word.matches("[a-z0-9][a-z0-9._-]{0,31}")) {
                throw new InvalidRequest(
                        "tag",
                        "tags",
                        "A tag has 1 to 32 lower-case letters, digits and . _ -, such as gpu or room-2.");
            }
        }
    }

    public static HostTags of(Collection<String> words) {
        return new HostTags(new TreeSet<>(words));
    }

    /** From people's typing, or from a column: words with spaces or commas between them. */
    public static HostTags parse(String text) {
        return of(Arrays.stream(text.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    public boolean containsAll(HostTags others) {
        return words.containsAll(others.words);
    }

    public HostTags plus(HostTags others) {
        var both = new TreeSet<>(words);
        both.addAll(others.words);
        return new HostTags(both);
    }

    public HostTags minus(HostTags others) {
        var rest = new TreeSet<>(words);
        rest.removeAll(others.words);
        return new HostTags(rest);
    }

    /** For sentences: {@code tag gpu}, {@code tags gpu and ssd}. */
    public String sentence() {
        return (words.size() == 1 ? "tag " : "tags ") + String.join(" and ", words);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return words.stream().collect(Collectors.joining(" "));
    }
}
