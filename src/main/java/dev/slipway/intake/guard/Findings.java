package dev.slipway.intake.guard;

/**
 * What an inspection found.
 *
 * @param virtualBytes the disk that a guest sees; of an ISO its length
 * @param label what an ISO calls itself, else empty
 * @param startsByUefi whether there is something that UEFI would start; {@code startsByBios} likewise
 */
public record Findings(
        ImageFormat format, long virtualBytes, String label, boolean startsByUefi, boolean startsByBios) {
    Findings startingBy(boolean uefi, boolean bios) {
        return new Findings(format, virtualBytes, label, uefi, bios);
    }
}
