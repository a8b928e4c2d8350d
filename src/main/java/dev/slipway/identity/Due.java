package dev.slipway.identity;

/** What somebody who has signed in has to do before anything else. */
public enum Due {
    NEW_PASSWORD("password-change-due", "Choose a password of your own first: sign in to the portal and do so there."),
    SECOND_FACTOR(
            "second-factor-due",
            "Every account here needs a second factor: sign in to the portal and set it up there.");

    private final String code;
    private final String sentence;

    Due(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    String code() {
        return code;
    }

    public String sentence() {
        return sentence;
    }
}
