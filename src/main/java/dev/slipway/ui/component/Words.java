package dev.slipway.ui.component;

/** Words where a line begins. */
public final class Words {
    private Words() {}

    /** vCPUs are spelled as they are, and names of tenants begin as their people write them. */
    public static String capitalised(String words) {
        return words.startsWith("vCPU") || words.isEmpty()
                ? words
                : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
