package dev.slipway.vm.launch;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.vm.VmName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * How several VMs are named: by a pattern, in which {@code {n}} is where the number goes; without it, the number follows
 * after a dash. One VM alone is called as the pattern says, if that has no {@code {n}}.
 *
 * @param first the first number, from which they go on without a gap; empty = the lowest that are free
 */
public record Numbering(String pattern, int count, OptionalInt first) {
    /** Where the number goes. */
    public static final String PLACE = "{n}";

    public static final int MOST = 20;
    private static final int HIGHEST = 99_999;

    /** @throws InvalidRequest naming the field: {@code count}, {@code firstNumber} or {@code name} */
    public Numbering {
        checked(count);
        if (first.isPresent() && (first.getAsInt() < 0 || first.getAsInt() > HIGHEST)) {
            throw new InvalidRequest(
                    "first-number", "firstNumber", "The first number is 0 to " + HIGHEST + ", or left out.");
        }
        if (pattern.indexOf(PLACE) != pattern.lastIndexOf(PLACE)) {
            throw new InvalidRequest(
                    "name-pattern", "name", "A name pattern has " + PLACE + " only once, where the number goes.");
        }
    }

    static Numbering one(String name) {
        return new Numbering(name, 1, OptionalInt.empty());
    }

    static int checked(int count) {
        if (count < 1 || count > MOST) {
            throw new InvalidRequest("launch-count", "count", "Launch 1 to " + MOST + " VMs at once.");
        }
        return count;
    }

    /** What is wrong with the pattern, or empty if it will do: for forms. */
    public static Optional<String> whyNot(String pattern, int count) {
        try {
            var numbering = new Numbering(pattern, count, OptionalInt.empty());
            return VmName.whyNot(numbering.isNumbered() ? numbering.name(count) : pattern);
        } catch (InvalidRequest e) {
            return Optional.of(e.sentence());
        }
    }

    /** Whether names have numbers in them. */
    public boolean isNumbered() {
        return count > 1 || pattern.contains(PLACE);
    }

    /** Whether it takes whatever numbers are free. */
    boolean isFree() {
        return isNumbered() && first.isEmpty();
    }

    String before() {
        int place = pattern.indexOf(PLACE);
        if (place >= 0) {
            return pattern.substring(0, place);
        }
        return pattern.endsWith("-") ? pattern : pattern + "-";
    }

    String after() {
        int place = pattern.indexOf(PLACE);
        return place < 0 ? "" : pattern.substring(place + PLACE.length());
    }

    String name(int number) {
        return before() + number + after();
    }

    /** Those from the first number on. */
    List<String> inARow(int from) {
        return IntStream.range(from, from + count).mapToObj(this::name).toList();
    }

    /** Sets launches apart that are the same otherwise; nothing for one VM, whose name says it all. */
    String mark() {
        return count == 1 && first.isEmpty()
                ? ""
                : "\n" + count + " from " + (first.isPresent() ? first.getAsInt() : "the lowest");
    }
}
