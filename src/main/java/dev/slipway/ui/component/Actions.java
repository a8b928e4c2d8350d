package dev.slipway.ui.component;

/** The audit's actions as words: {@code vm.force-off} is "VM force off". */
public final class Actions {
    private Actions() {}

    public static String words(String action) {
        String words =
                action.replace('.', ' ').replace('-', ' ').replace('_', ' ').strip();
        return words.startsWith("vm ") ? "VM" + words.substring(2) : words;
    }
}
