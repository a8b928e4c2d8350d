package dev.slipway.hypervisor;

import java.util.List;

/**
 * What the agent in a guest says of it. Whoever is at home in a guest decides what its agent says, so it is cut to what can be
 * shown: short lines without control characters, few of them, and no sizes that cannot be.
 *
 * @param hostName as the guest calls itself; empty if it does not say
 * @param system its operating system, such as {@code Debian GNU/Linux 12 (bookworm)}; empty if it does not say
 * @param users who are signed in, each once
 */
public record GuestReport(String hostName, String system, List<FileSystem> fileSystems, List<String> users) {
    private static final int LONGEST = 120;
    private static final int MOST = 32;

    /**
     * @param mountPoint such as {@code /} or {@code C:\\}
     * @param type such as {@code ext4}
     * @param usedBytes no more than there are
     */
    public record FileSystem(String mountPoint, String type, long usedBytes, long totalBytes) {
        public FileSystem {
            mountPoint = line(mountPoint);
            type = line(type);
            totalBytes = Math.max(0, totalBytes);
            usedBytes = Math.clamp(usedBytes, 0, totalBytes);
        }
    }

    public GuestReport {
        hostName = line(hostName);
        system = line(system);
        fileSystems = fileSystems.stream().limit(MOST).toList();
        users = users.stream()
                .map(GuestReport::line)
                .filter(user -> !user.isEmpty())
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static String line(String text) {
        var shown = text.substring(0, Math.min(text.length(), LONGEST)).replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]+", " ");
        return shown.strip();
    }
}
