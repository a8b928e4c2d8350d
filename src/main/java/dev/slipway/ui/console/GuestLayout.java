package dev.slipway.ui.console;

import java.util.Arrays;
import java.util.Locale;

/** Keyboard layouts that a guest may have, as {@code layouts.js} describes them. */
enum GuestLayout {
    US("English (US)"),
    GB("English (UK)"),
    DE("German"),
    FR("French"),
    ES("Spanish");

    private final String words;

    GuestLayout(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The first one, for a code that there is no more. */
    static GuestLayout of(String code) {
        return Arrays.stream(values())
                .filter(layout -> layout.code().equals(code))
                .findFirst()
                .orElse(US);
    }
}
