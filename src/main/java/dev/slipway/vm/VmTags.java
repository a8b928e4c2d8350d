package dev.slipway.vm;

import dev.slipway.kernel.InvalidRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Words by which people find VMs together, such as {@code course-a}: those that a VM has, or those that it is to have. */
public record VmTags(SortedSet<String> words) {
    public static final VmTags NONE = new VmTags(new TreeSet<>());

    /** On one VM. */
    public static final int MOST = 20;

    private static final String TOO_MANY = "A VM has at most " + MOST + " tags. Take one off first.";

    /** @throws InvalidRequest if one is no tag, or if there are too many */
    public VmTags {
        words = Collections.unmodifiableSortedSet(new TreeSet<>(words));
        words.forEach(VmTags::checked);
        if (words.size() > MOST) {
            throw new InvalidRequest("too-many-tags", "tags", TOO_MANY);
        }
    }

    public static VmTags of(Collection<String> words) {
        return new VmTags(new TreeSet<>(words));
    }

    /** From people's typing: words with spaces or commas between them. */
    public static VmTags parse(String text) {
        return of(Arrays.stream(text.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    /** @throws InvalidRequest if it is no tag */
    public static String checked(String word) {
        if (!word.matches("[a-z0-9][a-z0-9._-]{0,31}")) {
            throw new InvalidRequest(
                    "tag",
                    "tags",
                    "A tag has 1 to 32 lower-case letters, digits and . _ -, and starts with a letter or digit, such as"
                            + " course-a.");
        }
        return word;
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    public boolean has(String word) {
        return words.contains(word);
    }

    /** Why it cannot be put on a VM that has these; empty if it can. */
    public Optional<String> whyNotPlus(String word) {
        return words.size() == MOST && !words.contains(word) ? Optional.of(TOO_MANY) : Optional.empty();
    }

    public VmTags plus(String word) {
        var more = new TreeSet<>(words);
        more.add(word);
        return new VmTags(more);
    }

    public VmTags minus(String word) {
        var rest = new TreeSet<>(words);
        rest.remove(word);
        return new VmTags(rest);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
