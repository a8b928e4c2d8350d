package dev.slipway.sso;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a sign-in at the provider did not end here, as its person is told on the sign-in page. */
public enum SignInTrouble {
    AWAY("Your organisation's sign-in does not answer right now. Try again in a few minutes."),
    USED("That sign-in was used already, or took too long. Start again."),
    CANCELLED("You did not sign in there. Try again when you like."),
    DISABLED("Your account here is disabled. Ask a platform administrator."),
    TOO_LARGE("Your organisation says more about you than can be read here: too many groups, or too long ones. Ask who"
            + " runs its sign-in to send only those that concern this portal."),
    FAILED("Your organisation's sign-in answered with something that cannot be trusted or read. Start again; if this"
            + " stays, ask an administrator to look into the portal's log.");

    private static final String PARAMETER = "sso";
    private final String sentence;

    SignInTrouble(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }

    /** The query of the sign-in page that tells it. */
    String query() {
        return "?" + PARAMETER + "=" + word();
    }

    /** Our own words only: whatever else an address carries is not shown. */
    public static Optional<SignInTrouble> of(Optional<String> asked) {
        return asked.flatMap(word ->
                Arrays.stream(values()).filter(t -> t.word().equals(word)).findAny());
    }

    /** The name of the query's parameter. */
    public static String parameter() {
        return PARAMETER;
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
