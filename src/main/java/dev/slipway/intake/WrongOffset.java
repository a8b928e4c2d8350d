package dev.slipway.intake;

import dev.slipway.kernel.Conflict;
import java.util.Map;

/** What was sent does not continue what is here. */
public final class WrongOffset extends Conflict {
    private final long offset;

    WrongOffset(long sent, long offset) {
        super(
                "upload-offset",
                "What was sent begins at byte " + sent + ", but " + offset + " bytes are here. Go on from there.");
        this.offset = offset;
    }

    /** Where to go on. */
    public long offset() {
        return offset;
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("offset", offset);
    }
}
