package dev.slipway.identity;

/** How a session was signed in. */
public enum SignInMeans {
    LOCAL("Password"),
    SSO("Single sign-on");

    private final String words;

    SignInMeans(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
