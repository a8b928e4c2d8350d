package dev.slipway.intake.guard;

import java.io.IOException;
import java.nio.file.Path;

/** How a disk wants to be started, by its partition table: UEFI specification, chapter 5. A hint for a form, no more. */
record FirstSectors(boolean uefi, boolean bios) {
    private static final int SECTOR = 512;
    private static final int MBR_ENTRY = 16;
    private static final int MBR_TABLE_AT = 446;
    private static final int EFI_TYPE = 0xef;
    private static final int MOST_GPT = 128;
    private static final String EFI_SYSTEM =
            "\u0028\u0073\u002a\u00c1\u001f\u00f8\u00d2\u0011\u00ba\u004b\u0000\u00a0\u00c9\u003e\u00c9\u003b";
    private static final String BIOS_BOOT = "Hah!IdontNeedEFI";

    /** How much of a disk is looked at. */
    static final int BYTES = 64 * 1024;

    static FirstSectors of(Path raw) throws IOException {
        try (var file = RawBytes.of(raw)) {
            boolean gpt = file.has(SECTOR, "EFI PART");
            boolean uefi = false;
            boolean bios = !gpt
                    && file.has(0x1fe, "\u0055\u00aa")
                    && file.readUpTo(0, 2).getShort(0) != 0;
            for (int at = MBR_TABLE_AT; at < MBR_TABLE_AT + 4 * MBR_ENTRY; at += MBR_ENTRY) {
                uefi |= !gpt && file.has(at + 4L, String.valueOf((char) EFI_TYPE));
            }
            for (int n = 0; gpt && n < MOST_GPT; n++) {
                uefi |= file.has(2 * SECTOR + n * 128L, EFI_SYSTEM);
                bios |= file.has(2 * SECTOR + n * 128L, BIOS_BOOT);
            }
            return new FirstSectors(uefi, bios);
        }
    }
}
