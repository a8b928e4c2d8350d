package dev.slipway.host;

import java.util.regex.Pattern;

/** Which versions of libvirt and QEMU will do, as {@code QEMU 7.2.19, libvirt 9.0.0}. */
final class Versions {
    private static final Pattern LIBVIRT = Pattern.compile("libvirt (\\d{1,6})\\.\\d+");
    private static final Pattern QEMU = Pattern.compile("QEMU (\\d{1,6})\\.\\d+");
    private static final int LIBVIRT_LEAST = 7;
    private static final int LIBVIRT_TRIED = 9;
    private static final int QEMU_LEAST = 5;
    private static final int QEMU_TRIED = 7;
    private static final String REMEDY = "Update the host's system: apt-get update && apt-get full-upgrade";

    private Versions() {}

    static CheckLine check(String version) {
        var libvirt = major(LIBVIRT, version);
        var qemu = major(QEMU, version);
        if (libvirt < LIBVIRT_LEAST || qemu < QEMU_LEAST) {
            return CheckLine.failed(
                    CheckKind.VERSION,
                    version + " is too old: libvirt " + LIBVIRT_LEAST + " and QEMU " + QEMU_LEAST + " at least.",
                    REMEDY);
        }
        return libvirt < LIBVIRT_TRIED || qemu < QEMU_TRIED
                ? CheckLine.warning(
                        CheckKind.VERSION,
                        version + " is older than what Slipway is tried with: libvirt " + LIBVIRT_TRIED + " and QEMU "
                                + QEMU_TRIED + ".",
                        REMEDY)
                : CheckLine.ok(CheckKind.VERSION, version);
    }

    /** What is not named is not QEMU by libvirt, but a host to play with. */
    private static int major(Pattern what, String version) {
        var found = what.matcher(version);
        return found.find() ? Integer.parseInt(found.group(1)) : Integer.MAX_VALUE;
    }
}
