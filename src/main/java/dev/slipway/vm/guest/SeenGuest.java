package dev.slipway.vm.guest;

import java.time.Instant;
import java.util.List;

/**
 * What a running guest said of itself last, by its agent. Whoever is at home in it decides what it says.
 *
 * @param seenAt when it said something else than before, or said it again after a while
 * @param hostName may be empty
 * @param system its operating system; may be empty
 * @param users who are signed in
 */
public record SeenGuest(
        Instant seenAt, String hostName, String system, List<FileSystem> fileSystems, List<String> users) {
    private static final int ALL = 100;
    private static final int NEARLY_FULL = 90;

    public SeenGuest {
        fileSystems = List.copyOf(fileSystems);
        users = List.copyOf(users);
    }

    /** @param usedBytes no more than there are */
    public record FileSystem(String mountPoint, String type, long usedBytes, long totalBytes) {
        public int percent() {
            return totalBytes == 0 ? 0 : (int) (usedBytes * (double) ALL / totalBytes);
        }

        public boolean isNearlyFull() {
            return percent() >= NEARLY_FULL;
        }
    }
}
