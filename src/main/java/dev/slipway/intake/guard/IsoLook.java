package dev.slipway.intake.guard;

import java.io.IOException;

/** A disc by ISO 9660 (ECMA-119, 8.1, 8.2 and 8.4), and by what it starts (El Torito 1.0). */
final class IsoLook {
    private static final int SECTOR = 2048;
    private static final int FIRST = 16;
    private static final int MOST = 64;
    private static final int BOOT_RECORD = 0;
    private static final int PRIMARY = 1;
    private static final int END = 255;
    private static final int EFI = 0xef;
    private static final int CATALOGUE_ENTRY = 32;

    private final RawBytes file;
    private String label = "";
    private boolean whole;
    private boolean uefi;
    private boolean bios;

    private IsoLook(RawBytes file) {
        this.file = file;
    }

    static Findings at(RawBytes file) throws IOException {
        return new IsoLook(file).look();
    }

    private Findings look() throws IOException {
        for (int n = FIRST; n < FIRST + MOST; n++) {
            Refusal.unless(
                    file.has((long) n * SECTOR + 1, "CD001"), "its list of descriptions has no end: it is damaged");
            int type = Byte.toUnsignedInt(file.read((long) n * SECTOR, 1).get(0));
            if (type == END) {
                break;
            }
            if (type == PRIMARY) {
                primary((long) n * SECTOR);
            }
            if (type == BOOT_RECORD && file.has((long) n * SECTOR + 7, "EL TORITO SPECIFICATION")) {
                catalogue(Integer.toUnsignedLong(
                        file.read((long) n * SECTOR + 0x47, 4).getInt(0)));
            }
        }
        Refusal.unless(whole, "it has no description of its content: it is damaged");
        return new Findings(ImageFormat.ISO, file.length(), label, uefi, bios);
    }

    private void primary(long at) throws IOException {
        var head = file.read(at, SECTOR);
        long sectors = Integer.toUnsignedLong(head.getInt(80));
        int size = Short.toUnsignedInt(head.getShort(128));
        Refusal.unless(sectors > 0 && size == SECTOR, "its description of itself is impossible: it is damaged");
        Refusal.unless(
                sectors * size <= file.length(),
                "it is cut off: it should have " + sectors * size + " bytes, and has " + file.length()
                        + ". Send it again from a whole copy");
        label = RawBytes.text(head.slice(40, 32))
                .replaceAll("[^\\x20-\\x7e]", "")
                .strip();
        whole = true;
    }

    /** Two entries to begin with, then sections; some discs of today start by BIOS and by UEFI. */
    private void catalogue(long sector) throws IOException {
        var entries = file.read(sector * SECTOR, SECTOR);
        note(Byte.toUnsignedInt(entries.get(1)));
        for (int at = 2 * CATALOGUE_ENTRY; at < SECTOR; at += CATALOGUE_ENTRY) {
            int kind = Byte.toUnsignedInt(entries.get(at));
            if (kind != 0x90 && kind != 0x91) {
                return;
            }
            note(Byte.toUnsignedInt(entries.get(at + 1)));
            at += CATALOGUE_ENTRY * Short.toUnsignedInt(entries.getShort(at + 2));
        }
    }

    private void note(int platform) {
        uefi |= platform == EFI;
        bios |= platform == 0;
    }
}
