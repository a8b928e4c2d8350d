package dev.slipway.ui.component;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The audit's actions as words: {@code vm.force-off} is "VM force off", {@code launch-vm.done} is "Launch VM done". */
public final class Actions {
    private static final Set<String> ABBREVIATIONS = Set.of("vm", "ssh", "api");

    private Actions() {}

    public static String words(String action) {
        String words = Arrays.stream(action.split("[._ -]+"))
                .map(word -> ABBREVIATIONS.contains(word) ? word.toUpperCase(Locale.ROOT) : word)
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
