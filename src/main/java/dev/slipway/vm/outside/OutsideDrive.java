package dev.slipway.vm.outside;

import dev.slipway.hypervisor.DomainDescription;
import dev.slipway.hypervisor.VolumeRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A drive as its host has it.
 *
 * @param file what is in it, without its directory; empty if nothing is
 * @param opened whether its guest has opened it
 */
public record OutsideDrive(int number, String target, String file, boolean opened) {
    private static final int LONGEST_TARGET = 20;
    private static final int LONGEST_FILE = 200;

    /** Of an adopted VM, which may have any. */
    private static final int MOST = 8;

    public static List<OutsideDrive> of(List<DomainDescription.Drive> drives) {
        return IntStream.range(0, Math.min(drives.size(), MOST))
                .mapToObj(i -> of(i + 1, drives.get(i)))
                .toList();
    }

    private static OutsideDrive of(int number, DomainDescription.Drive drive) {
        var path = drive.path();
        return new OutsideDrive(
                number,
                cut(drive.target(), LONGEST_TARGET),
                cut(path.substring(path.lastIndexOf('/') + 1), LONGEST_FILE),
                drive.opened());
    }

    /** Whether it is as it should be. One that is open and empty is as good as closed. */
    boolean isAs(Optional<VolumeRef> written) {
        return file.equals(written.map(VolumeRef::name).orElse("")) && (!opened || written.isEmpty());
    }

    /** What some hosts allow is longer than anybody reads. */
    private static String cut(String text, int longest) {
        return text.length() <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, longest) - 1));
    }
}
