package dev.slipway.intake;

import dev.slipway.kernel.InvalidRequest;
import java.util.Optional;

/**
 * What is going to be sent.
 *
 * @param modified the file's own time, in whatever way the sender writes it, to know it again
 */
public record NewUpload(String fileName, long bytes, Optional<String> modified, Optional<Checksum> expected) {
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_TIME = 64;

    public NewUpload {
        fileName = name(fileName);
        if (bytes <= 0) {
            throw new InvalidRequest(
                    "upload-bytes", "bytes", "Say how many bytes the file has; an empty one is no image.");
        }
        if (modified.filter(m -> m.length() > LONGEST_TIME).isPresent()) {
            throw new InvalidRequest("upload-modified", "modified", "A file's time has up to 64 characters.");
        }
    }

    /** For people; nothing on our disk is ever called so. */
    static String name(String said) {
        String name = said.substring(Math.max(said.lastIndexOf('/'), said.lastIndexOf('\\')) + 1)
                .strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidRequest("upload-filename", "fileName", "A file's name has 1 to 255 characters.");
        }
        return name;
    }
}
