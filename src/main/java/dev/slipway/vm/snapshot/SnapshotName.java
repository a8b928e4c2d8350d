package dev.slipway.vm.snapshot;

import dev.slipway.kernel.InvalidRequest;

/** What people call a snapshot, unique among a VM's: one line of 1 to 60 characters. */
public record SnapshotName(String value) {
    private static final int LONGEST = 60;
    private static final int LONGEST_NOTE = 500;

    /** @throws InvalidRequest {@code snapshot-name} */
    public SnapshotName {
        value = value.strip();
        if (value.isEmpty() || value.length() > LONGEST || !isPlain(value)) {
            throw new InvalidRequest(
                    "snapshot-name",
                    "name",
                    "Give the snapshot a name: one line of 1 to " + LONGEST
                            + " characters, such as \"before the update\".");
        }
    }

    /** @throws InvalidRequest {@code snapshot-note} */
    static String note(String text) {
        var line = text.strip();
        if (line.length() > LONGEST_NOTE || !isPlain(line)) {
            throw new InvalidRequest(
                    "snapshot-note", "note", "A note is one line of at most " + LONGEST_NOTE + " characters.");
        }
        return line;
    }

    private static boolean isPlain(String line) {
        return line.codePoints().noneMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        });
    }
}
