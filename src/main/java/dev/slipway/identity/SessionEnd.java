package dev.slipway.identity;

/** Why a session is over, as it is told to its person. */
public enum SessionEnd {
    SIGNED_OUT("You signed out."),
    ENDED_BY_OWNER("This session was ended from another one of yours."),
    ENDED_BY_ADMINISTRATOR("An administrator ended this session."),
    PASSWORD_CHANGED("Your password was changed. Sign in with the new one."),
    SECOND_FACTOR_CHANGED("The second factor of your account was changed."),
    ACCOUNT_DISABLED("This account was disabled. Ask a platform administrator."),
    PROVIDER_SIGNED_OUT("You were signed out at your organisation's sign-in."),
    TIMED_OUT("You were away for long, so you were signed out.");

    private final String sentence;

    SessionEnd(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
