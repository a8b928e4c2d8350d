package dev.slipway.kernel;

/** Not there, or not theirs: the same answer, so that nobody learns what belongs to others. */
public class NotFound extends Problem {
    private NotFound(String message) {
        super("not-found", message, null, null);
    }

    /** @param what the noun in the user's words, such as {@code VM} */
    public static NotFound of(String what) {
        return new NotFound("There is no such " + what + ", or it is not yours to see.");
    }

    @Override
    public String title() {
        return "Not found";
    }
}
