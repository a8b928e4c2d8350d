package dev.slipway.vm.group;

/** What a placement group does with its VMs. */
public enum GroupKind {
    /** On one host. */
    TOGETHER("Together on one host"),
    /** Each on another host. */
    APART("Apart, each on another host");

    private final String words;

    GroupKind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
