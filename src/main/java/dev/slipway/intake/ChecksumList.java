package dev.slipway.intake;

import dev.slipway.kernel.InvalidRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The lists that makers of images publish: “HEX  name”, “SHA256 (name) = HEX”, or one checksum alone. */
final class ChecksumList {
    private static final Pattern PLAIN = Pattern.compile("([0-9a-fA-F]{64}|[0-9a-fA-F]{128})\\s+[*]?(?:\\./)?(\\S+)");
    private static final Pattern TAGGED =
            Pattern.compile("SHA(?:256|512) \\((?:\\./)?([^)]+)\\) = ([0-9a-fA-F]{64}|[0-9a-fA-F]{128})");
    private static final Pattern ALONE = Pattern.compile("[0-9a-fA-F]{64}|[0-9a-fA-F]{128}");

    private ChecksumList() {}

    /** @throws InvalidRequest if the list says nothing of that file */
    static Checksum find(String list, String fileName) {
        List<String> lines =
                list.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.size() == 1 && ALONE.matcher(lines.getFirst()).matches()) {
            return Checksum.parse(lines.getFirst());
        }
        List<String> found = new ArrayList<>();
        for (String line : lines) {
            var plain = PLAIN.matcher(line);
            var tagged = TAGGED.matcher(line);
            if (plain.matches() && plain.group(2).equals(fileName)) {
                found.add(plain.group(1));
            } else if (tagged.matches() && tagged.group(1).equals(fileName)) {
                found.add(tagged.group(2));
            }
        }
        if (found.isEmpty()) {
            throw new InvalidRequest(
                    "checksum-missing",
                    "checksumUrl",
                    "The list of checksums has none of " + fileName
                            + " (SHA-256 or SHA-512). Choose another list, or give the checksum itself.");
        }
        return Checksum.parse(found.getFirst());
    }
}
