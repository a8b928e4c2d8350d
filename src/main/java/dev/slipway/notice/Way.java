package dev.slipway.notice;

/** How somebody is told. */
public enum Way {
    BELL("In the portal"),
    MAIL("By e-mail"),
    WEBHOOK("By webhook");

    private final String words;

    Way(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
